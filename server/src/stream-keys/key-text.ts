import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What the record has of a key; the key itself is nowhere. */
export interface KeyRecord {
  /** 24 hex digits. */
  id: string;
  salt: string;
}

const PREFIX = "sdk_";
const ID_BYTES = 12;
const MAC_BYTES = 32;
/** The id and its MAC, as base64url. */
const SHAPE = /^sdk_[A-Za-z0-9_-]{59}$/;

export interface KeyText {
  /** The key in full. The same record always gives the same key. */
  of: (record: KeyRecord) => string;
  /** The id that a key claims; null for what is no key. Whether it is right, `fits` says. */
  idIn: (text: string) => string | null;
  /** Whether this text is the record's key. Takes as long for a wrong one as for a right one. */
  fits: (record: KeyRecord, text: string) => boolean;
}

/**
 * Stream keys: the record's id and 256 bits that only the server's secret and the record's salt give together. So a key
 * can be shown again at any time, and whoever reads the database alone has none.
 */
export const createKeyText = (serverSecret: string): KeyText => {
  const secret = Buffer.from(hkdfSync("sha256", serverSecret, "", "showdrop stream keys", 32));
  const of = ({ id, salt }: KeyRecord): string => {
    const mac = createHmac("sha256", secret).update(`${id}:${salt}`).digest();
    return PREFIX + Buffer.concat([Buffer.from(id, "hex"), mac]).toString("base64url");
  };
  return {
    of,
    idIn: (text) => {
      if (!SHAPE.test(text)) return null;
      const bytes = Buffer.from(text.slice(PREFIX.length), "base64url");
      return bytes.length === ID_BYTES + MAC_BYTES ? bytes.subarray(0, ID_BYTES).toString("hex") : null;
    },
    fits: (record, text) => {
      const [right, given] = [Buffer.from(of(record)), Buffer.from(text)];
      return right.length === given.length && timingSafeEqual(right, given);
    },
  };
};
