/** Handles that would read as a part of the platform, or as somebody who speaks for it. */
const reserved = new Set(
  `about account accounts admin administrator api app assets auth billing blog cart checkout contact dashboard
  demo discover docs drops embed explore faq favicon health help holds home host images info jobs legal live login
  logout mail me media metrics moderator notifications null official operator orders pay payment payments press
  privacy products profile register replay replays root sales search security settings shop shops showdrop shows
  sign-in sign-out sign-up signin signout signup socket static status store stripe studio support system team terms
  undefined uploads user users watch webhook webhooks whip www`.split(/\s+/),
);

/** Whether a handle is kept back; `-` and `_` hide nothing, `sign_in` is as reserved as `sign-in`. */
export const isReservedHandle = (handle: string): boolean => {
  const plain = handle.replaceAll(/[-_]/g, "");
  return reserved.has(handle) || reserved.has(plain);
};
