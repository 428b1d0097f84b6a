/**
 * Every way in which the platform says no: a stable code, the HTTP status that carries it, and a sentence for a
 * person. Clients translate by code; the sentence here is the English one and the fallback.
 */
export const refusals = {
  // The request itself
  BAD_JSON: { status: 400, message: "The request is not valid JSON." },
  INVALID_INPUT: { status: 400, message: "Something in the form is not right." },
  NOT_FOUND: { status: 404, message: "This does not exist, or no longer." },
  TOO_LARGE: { status: 413, message: "That is too large." },
  TOO_MANY_REQUESTS: { status: 429, message: "That was a bit fast. Please wait a moment and try again." },
  FOREIGN_ORIGIN: { status: 403, message: "This request came from another site and was refused." },
  IDEMPOTENCY_KEY_MISSING: { status: 400, message: "The request needs an Idempotency-Key header." },
  IDEMPOTENCY_KEY_REUSED: { status: 409, message: "This key was already used for a different request." },
  // People
  SIGN_IN_REQUIRED: { status: 401, message: "Please sign in first." },
  WRONG_CREDENTIALS: { status: 401, message: "The email or the password is not right." },
  EMAIL_TAKEN: { status: 409, message: "There is already an account with this email." },
  PASSWORD_TOO_COMMON: { status: 400, message: "This password is too easy to guess. Please choose another." },
  NOT_ALLOWED: { status: 403, message: "You are not allowed to do this." },
  BANNED: { status: 403, message: "The host has removed you from this shop's shows." },
  TIMED_OUT: { status: 403, message: "You cannot write here for a while. You can still watch and buy." },
  NOTHING_TO_APPEAL: { status: 409, message: "There is nothing to appeal against." },
  APPEALED_ALREADY: { status: 409, message: "You have appealed already. Each ban can be appealed once." },
  OWN_DECISION: { status: 403, message: "Somebody else on the team decides about this: the ban is yours." },
  // Shops and catalogue
  HANDLE_TAKEN: { status: 409, message: "This handle is taken. Please choose another." },
  SHOP_ALREADY_OPEN: { status: 409, message: "You already have a shop." },
  ALREADY_MEMBER: { status: 409, message: "This person is already on your team." },
  INVITATION_OVER: { status: 404, message: "This invitation does not stand any more. Ask for a new one." },
  INVITATION_FOR_ANOTHER: {
    status: 403,
    message: "This invitation is for another account. Sign in with the email that was invited.",
  },
  INVITED_IS_BANNED: {
    status: 409,
    message: "You are banned from this shop's shows. The ban has to be lifted before you can join its team.",
  },
  OWNER_CANNOT_LEAVE: { status: 409, message: "The owner stays on the team." },
  CURRENCY_MISMATCH: { status: 400, message: "The price must be in the product's currency." },
  IMAGE_TOO_LARGE: { status: 413, message: "This image is too large. The limit is 8 MB." },
  IMAGE_UNSUPPORTED: { status: 415, message: "Please use a JPEG, PNG, WebP or AVIF picture." },
  IMAGE_MISSING: { status: 400, message: "Please choose a picture." },
  STOCK_TOO_LOW: { status: 409, message: "There is not enough stock for this." },
  VARIANT_IN_USE: { status: 409, message: "This variant is in a running drop. Close the drop first." },
  // Shows
  SHOW_STARTS_IN_PAST: { status: 400, message: "The show must start in the future." },
  SHOW_NOT_LIVE: { status: 409, message: "The show is not live." },
  SHOW_ALREADY_LIVE: { status: 409, message: "Your shop already has a live show. End it first." },
  SHOW_ENDED: { status: 409, message: "This show has ended." },
  SHOW_NOT_STARTABLE: { status: 409, message: "This show cannot be started any more." },
  PRODUCT_NOT_IN_SHOP: { status: 400, message: "This product is not in the show's shop." },
  MEDIA_UNAVAILABLE: {
    status: 503,
    message: "The video is not available right now. Please try again in a moment.",
  },
  // The stage
  GUEST_BANNED: { status: 409, message: "This person is banned from your shows. Lift the ban first." },
  GUEST_NOT_HERE: { status: 409, message: "This person is not watching right now." },
  ALREADY_ON_STAGE: { status: 409, message: "This person is on stage or invited already." },
  STAGE_FULL: {
    status: 409,
    message: "The stage is full. Take somebody off it, or an invitation back, first.",
  },
  NOT_INVITED: { status: 409, message: "This invitation does not stand any more." },
  NOT_ON_STAGE: { status: 409, message: "This person is not on stage any more." },
  // Chat
  MESSAGE_EMPTY: { status: 400, message: "There is nothing to send." },
  MESSAGE_GONE: { status: 409, message: "The message you answer was taken away." },
  CHAT_TOO_FAST: { status: 429, message: "One moment between messages, please." },
  // Questions, polls and giveaways
  QUESTION_GONE: { status: 409, message: "This question is not in the queue any more." },
  POLL_ALREADY_OPEN: { status: 409, message: "A poll is open already. Close it first." },
  POLL_CLOSED: { status: 409, message: "This poll is closed." },
  GIVEAWAY_ALREADY_OPEN: {
    status: 409,
    message: "A giveaway is open already. Draw it or call it off first.",
  },
  GIVEAWAY_CLOSED: { status: 409, message: "Nobody can enter this giveaway any more." },
  GIVEAWAY_CANCELLED: { status: 409, message: "This giveaway was called off." },
  GIVEAWAY_NOT_DRAWN: { status: 409, message: "This giveaway is not drawn yet." },
  GIVEAWAY_NOT_FOR_TEAM: { status: 403, message: "The shop's own team does not take part in its giveaways." },
  GIVEAWAY_FOR_FOLLOWERS: { status: 403, message: "This giveaway is for those who follow the shop." },
  GIVEAWAY_FOR_BUYERS: { status: 403, message: "This giveaway is for those who have bought in this shop." },
  NOT_A_WINNER: { status: 409, message: "This entry does not win, or not any more." },
  CHAT_SLOW: { status: 429, message: "Slow mode: one message at a time, please." },
  CHAT_FROZEN: { status: 403, message: "The chat rests for a moment. Only the team writes now." },
  FOLLOWERS_ONLY: { status: 403, message: "Only followers of this shop write here now." },
  BUYERS_ONLY: { status: 403, message: "Only those who have bought here write now." },
  ACCOUNT_TOO_NEW: { status: 403, message: "Your account is too new to write here now." },
  LINKS_OFF: { status: 403, message: "Links cannot be posted here now." },
  MESSAGE_NOT_FIT: {
    status: 403,
    message: "This message does not fit this chat. Please say it differently.",
  },
  SHIELD_IS_ON: { status: 409, message: "Shield is on. Turn it off to change single rules." },
  ALREADY_JUDGED: { status: 409, message: "Somebody of the team has decided about this message already." },
  EMOTE_CODE_TAKEN: { status: 409, message: "There is already an emote with this code." },
  TOO_MANY_EMOTES: { status: 409, message: "A shop has at most 50 emotes. Take one away first." },
  TOO_MANY_MACROS: { status: 409, message: "A shop has at most 50 saved texts. Delete one first." },
  // Following and being told
  FOLLOWS_FULL: { status: 409, message: "You follow as much as anybody can. Let go of something first." },
  NOTHING_TO_COME: { status: 409, message: "This has begun already, or will not come." },
  PUSH_UNAVAILABLE: { status: 409, message: "Push messages are not set up here." },
  PUSH_ADDRESS_REFUSED: { status: 400, message: "Push messages cannot be sent to this browser's address." },
  // Drops, holds and checkout
  DROP_NOT_OPEN: { status: 409, message: "This drop has not opened yet." },
  DROP_CLOSED: { status: 409, message: "This drop is closed." },
  DROP_ALL_HELD: { status: 409, message: "All units are held right now. Some may come back." },
  DROP_SOLD_OUT: { status: 409, message: "Sold out." },
  DROP_NOT_OPENABLE: { status: 409, message: "This drop is already open or closed." },
  OVER_LIMIT: { status: 409, message: "That is more than one customer may have." },
  HOLD_EXPIRED: { status: 409, message: "Your hold has ended and the item went back on sale." },
  HOLD_ENDED: { status: 409, message: "This hold is over." },
  SALES_PAUSED: {
    status: 503,
    message: "Sales pause for a moment. Nothing is lost; please try again shortly.",
  },
  ORDER_NOT_PAYABLE: { status: 409, message: "This order can no longer be paid." },
  ORDER_ALREADY_PAID: { status: 409, message: "This order is already paid." },
  PAYMENT_UNAVAILABLE: {
    status: 503,
    message: "The payment service does not answer. Your item stays held; please try again.",
  },
  // Stripe's webhook
  SIGNATURE_INVALID: { status: 400, message: "The signature does not match." },
  // Media signalling
  TOKEN_INVALID: { status: 401, message: "The pass for this show is not valid any more. Please reload." },
  TRANSPORT_UNKNOWN: { status: 404, message: "The media connection is gone. Please reload." },
  NOT_A_HOST: { status: 403, message: "Only the host may send picture and sound." },
  CANNOT_CONSUME: { status: 400, message: "This browser cannot play the stream." },
  NOT_THE_ORIGIN: { status: 409, message: "This media node is not the origin of the show." },
  MEDIA_REJECTED: { status: 400, message: "The media server did not accept these parameters." },
  // Sending and playing by WHIP and WHEP
  STREAM_KEY_INVALID: { status: 401, message: "The stream key is not right. Copy it again from the studio." },
  HOST_ALREADY_SENDING: {
    status: 409,
    message: "Somebody is sending to this show already. Stop that first.",
  },
  HOST_NOT_SENDING: { status: 409, message: "The host is not sending right now. Try again in a moment." },
  METHOD_NOT_ALLOWED: { status: 405, message: "This address does not take such a request." },
  SDP_EXPECTED: { status: 415, message: "The request must carry the type that this address speaks." },
  SDP_MALFORMED: { status: 400, message: "The session description cannot be read." },
  SDP_UNUSABLE: { status: 422, message: "The session description offers nothing that works here." },
  ICE_SESSION_UNNAMED: { status: 428, message: "The request must name its ICE session with If-Match." },
  ICE_SESSION_OTHER: { status: 412, message: "The request means an ICE session that is over." },
  // Faults, as a person sees them
  UNAVAILABLE: { status: 503, message: "Showdrop is catching its breath. Please try again in a moment." },
  INTERNAL: { status: 500, message: "Something went wrong on our side. We have noted it." },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof refusals;

export const refusalCodes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];
