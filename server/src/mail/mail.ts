import { createTransport } from "nodemailer";

/** A mail as the platform writes it: its words as plain text and as HTML that the caller has escaped. */
export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every attempt to send it (RFC 5322's Message-ID), so that mailboxes keep one copy. */
  messageId?: string;
  /** Further headers, such as List-Unsubscribe. */
  headers?: Record<string, string>;
}

/**
 * Hands a mail to the mail server.
 * @throws {MailRefused} when it will never take this mail; anything else may pass
 */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

/** The mail server refused this mail for good (a 5xx reply, RFC 5321): trying again is of no use. */
export class MailRefused extends Error {
  override name = "MailRefused";
}

export interface MailSettings {
  /** Such as `smtp://user:password@smtp.example:587` or `smtps://…`. */
  smtpUrl: string;
  /** Such as `Showdrop <hello@shop.example>`. */
  from: string;
}

/** Milliseconds until a mail server that says nothing counts as away. */
const ANSWER_WITHIN_MS = 10_000;

const isPermanent = (error: unknown): boolean =>
  error instanceof Error &&
  "responseCode" in error &&
  typeof error.responseCode === "number" &&
  error.responseCode >= 500 &&
  // Wrong credentials are the operator's to mend: the mail itself is good.
  !("code" in error && error.code === "EAUTH");

/** The way to the mail server. Without settings there is none: callers say what they do without mail. */
export const createMail = (settings: MailSettings | null): { sendMail: SendMail | null; close(): void } => {
  if (!settings) return { sendMail: null, close: () => undefined };
  const transport = createTransport({
    url: settings.smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    // A password is not said to who only claims to be the mail server; without one, TLS is used where it is offered.
    requireTLS: new URL(settings.smtpUrl).password !== "",
    // A mail is made of texts alone: nothing in it may make this server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async sendMail(mail) {
      try {
        await transport.sendMail({ from: settings.from, ...mail });
      } catch (error) {
        if (isPermanent(error)) throw new MailRefused("the mail server refused a mail", { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
};
