import { ok, PIPE_AUDIENCE, PIPE_TOKEN_SECONDS, PipeToken, type Result, refuse } from "@showdrop/shared";
import { jwtVerify, SignJWT } from "jose";

/** Seconds by which two nodes' clocks may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

const keyOf = (secret: string) => new TextEncoder().encode(secret);

/** Signs what an edge presents to an origin, for one attempt. */
export const pipeSigner = (secret: string) => {
  const key = keyOf(secret);
  return (claims: PipeToken): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(PIPE_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${PIPE_TOKEN_SECONDS}s`)
      .sign(key);
};
export type SignPipe = ReturnType<typeof pipeSigner>;

/** Accepts the tokens of other nodes for this one: our secret, a pipe's audience, our name, and fresh. */
export const pipeVerifier = (secret: string, nodeId: string) => {
  const key = keyOf(secret);
  return async (token: string): Promise<Result<PipeToken>> => {
    const payload = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      audience: PIPE_AUDIENCE,
      maxTokenAge: PIPE_TOKEN_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["exp"],
    }).then(
      (verified) => verified.payload,
      () => null,
    );
    const claims = PipeToken.safeParse(payload);
    if (!claims.success || claims.data.origin !== nodeId) return refuse("TOKEN_INVALID");
    return ok(claims.data);
  };
};
export type VerifyPipe = ReturnType<typeof pipeVerifier>;
