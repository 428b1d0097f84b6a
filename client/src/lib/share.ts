/**
 * Hands a link to the device's own sharing, and where there is none to the clipboard.
 * @returns what happened; "failed" too when the person changed their mind
 */
export const share = async ({
  title,
  url,
}: {
  title: string;
  url: string;
}): Promise<"shared" | "copied" | "failed"> => {
  try {
    // Missing in browsers without sharing, whatever the types say.
    const canShare: unknown = Reflect.get(navigator, "share");
    if (typeof canShare === "function") {
      await navigator.share({ title, url });
      return "shared";
    }
    await navigator.clipboard.writeText(url);
    return "copied";
  } catch {
    return "failed";
  }
};
