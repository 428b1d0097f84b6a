import { MEDIA_TOKEN_SECONDS, MediaToken, ok, type Result, refuse } from "@showdrop/shared";
import { jwtVerify } from "jose";

/** Seconds by which the server's clock may differ from ours. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** What a valid token says. */
export interface Pass extends MediaToken {
  /** Epoch milliseconds. */
  expiresAt: number;
}

export type VerifyToken = (token: string) => Promise<Result<Pass>>;

/**
 * Verifies admission tokens: our signature, our node, not expired, and never valid for longer than admission
 * tokens are (which lets a removal be forgotten after that time).
 */
export const tokenVerifier = (secret: string, nodeId: string): VerifyToken => {
  const key = new TextEncoder().encode(secret);
  return async (token) => {
    const payload = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    }).then(
      (verified) => verified.payload,
      () => null,
    );
    const claims = MediaToken.safeParse(payload);
    const expiry = payload?.exp;
    const latest = Date.now() / 1000 + MEDIA_TOKEN_SECONDS + CLOCK_TOLERANCE_SECONDS;
    if (!claims.success || claims.data.nodeId !== nodeId) return refuse("TOKEN_INVALID");
    if (expiry === undefined || expiry > latest) return refuse("TOKEN_INVALID");
    return ok({ ...claims.data, expiresAt: expiry * 1000 });
  };
};
