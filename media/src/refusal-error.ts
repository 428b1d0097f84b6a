import type { Refusal } from "@showdrop/shared";

/** A refusal as an error of the handshake: Socket.IO carries `data` to the other end's `connect_error`. */
export const refusalError = (refusal: Refusal): Error =>
  Object.assign(new Error(refusal.message), { data: refusal });
