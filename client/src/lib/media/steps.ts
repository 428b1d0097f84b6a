/**
 * The way to the first frame, in the browser's own timeline: "media: admitted" and so on, milliseconds after navigation.
 * What takes long is seen in its developer tools, and by `npm run first-frame -w @showdrop/e2e`.
 */
export type Step = "begun" | "admitted" | "ready" | "welcomed" | "consuming" | "arriving";

export const reached = (step: Step): void => {
  performance.mark(`media: ${step}`);
};
