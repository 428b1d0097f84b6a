import { createTransport } from "nodemailer";
import { bad, type Check, good, reasonOf, skipped } from "../check.ts";

/** A mail server that looks callers up before it greets takes a few seconds. */
const ANSWER_MILLIS = 8_000;

export const mail: Check = {
  name: "Mail",
  after: [],
  look: async ({ SMTP_URL: url, MAIL_FROM: from }) => {
    if (url === undefined && from === undefined)
      return [skipped("no mail server is set up: nobody gets notifications or invitations by email")];
    if (url === undefined || from === undefined)
      return [
        bad(
          `${url === undefined ? "SMTP_URL" : "MAIL_FROM"} is not set, and the other is`,
          "Set both, or neither.",
        ),
      ];
    const where = new URL(url).host;
    const transport = createTransport({
      url,
      ...{ connectionTimeout: ANSWER_MILLIS, greetingTimeout: ANSWER_MILLIS, socketTimeout: ANSWER_MILLIS },
    });
    try {
      // Greets and signs in; sends nothing.
      await transport.verify();
      return [good(`${where} takes mail from us`)];
    } catch (error) {
      return [
        bad(
          `${where} takes no mail from us: ${reasonOf(error)}`,
          "See the host, the port (465 with smtps://, 587 with smtp://), the name and the password of SMTP_URL; many hosters close port 25.",
        ),
      ];
    } finally {
      transport.close();
    }
  },
};
