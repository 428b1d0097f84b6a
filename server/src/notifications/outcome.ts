/** What became of one attempt to send a copy of a notification. */
export type Outcome =
  | { kind: "sent" }
  /** Nobody is there to receive it: the browser's subscription ended, the person does not want it any more. */
  | { kind: "gone" }
  /** It will not be taken, ever. */
  | { kind: "refused"; why: string }
  /** It may go through later; not before `afterMs`, when the other side says so. */
  | { kind: "later"; afterMs: number; why: string };
