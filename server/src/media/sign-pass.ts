import { MEDIA_TOKEN_SECONDS, type MediaToken } from "@showdrop/shared";
import { SignJWT } from "jose";
import type { Clock } from "../kit/clock.ts";

/** Signs what lets somebody in at a media node, for a minute. */
export const signPass = async (
  { clock, mediaTokenSecret }: { clock: Clock; mediaTokenSecret: string },
  claims: MediaToken,
): Promise<{ token: string; expiresAt: Date }> => {
  const issued = Math.floor(clock.now() / 1000);
  const expires = issued + MEDIA_TOKEN_SECONDS;
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(mediaTokenSecret));
  return { token, expiresAt: new Date(expires * 1000) };
};
