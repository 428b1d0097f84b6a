declare global {
  interface Window {
    /** Left by `client/ask.js`. */
    askedForShow?: { showId: string; response: Promise<Response> };
  }
}

/** The answer that is under way since before this code was loaded, once; undefined when this show was not asked for. */
export const takeAsked = (showId: string): Promise<Response> | undefined => {
  const asked = window.askedForShow;
  delete window.askedForShow;
  return asked?.showId === showId ? asked.response : undefined;
};
