/** The first byte of a text message in one piece (RFC 6455, 5.2). */
const TEXT = 0x81;
/** Lengths up to this are in the second byte; beyond, it says that two or eight bytes follow. */
const SHORT = 125;
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/** A text as the bytes of one WebSocket message from a server, which is not masked, so that all can be sent the same. */
export const wsFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const head = length <= SHORT ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = IN_TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = IN_EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
};

/** An event as Socket.IO writes it: 4 is Engine.IO's message, 2 Socket.IO's event in the main namespace. */
export const eventFrame = (event: string, jsonArgument: string): Buffer =>
  wsFrame(`42["${event}",${jsonArgument}]`);
