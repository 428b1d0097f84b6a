import { bad, type Check, good, skipped } from "../check.ts";

/** What the server asks for at its start. */
const MIN_LENGTH = 32;
const ADVICE =
  "Make one with openssl rand -base64 32, the same for all servers, and keep it with your backups.";

export const accounts: Check = {
  name: "Accounts",
  after: [],
  look: async ({ ACCOUNT_SECRET: secret, MEDIA_TOKEN_SECRET }) => {
    if (secret === undefined && MEDIA_TOKEN_SECRET === undefined)
      return [skipped("no secrets are set up: npm start makes its own")];
    if (secret === undefined) return [bad("ACCOUNT_SECRET is not set: the server does not start", ADVICE)];
    if (secret.length < MIN_LENGTH) return [bad("ACCOUNT_SECRET is too short", ADVICE)];
    if (secret === MEDIA_TOKEN_SECRET)
      return [
        bad(
          "ACCOUNT_SECRET is MEDIA_TOKEN_SECRET: whoever runs a media node could open second factors",
          `${ADVICE} Whoever has a second factor already must set it up again.`,
        ),
      ];
    return [good("second factors are sealed with a key of their own")];
  },
};
