/** The page of what a text finds. */
export const searchPath = (text: string): string =>
  text === "" ? "/search" : `/search?${new URLSearchParams({ q: text })}`;
