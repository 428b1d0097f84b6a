import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Bytes of AES-256's key and, as NIST SP 800-38D wants them, of GCM's nonce and tag. */
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];

/** Keeps secrets that have to be read again unreadable in the database: AES-256-GCM under a key of the configuration. */
export interface Seal {
  /** @param owner whose it is: sealed for one, it opens for nobody else */
  close(secret: string, owner: string): string;
  /** @throws when it was sealed under another key, for another owner, or was changed */
  open(sealed: string, owner: string): string;
}

export const createSeal = (configured: string): Seal => {
  const key = Buffer.from(hkdfSync("sha256", configured, "", "showdrop account secrets", KEY_BYTES));
  return {
    close(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(owner));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
    },
  };
};
