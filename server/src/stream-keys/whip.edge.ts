import { Id, type Result, refuse } from "@showdrop/shared";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { sendRefusal } from "../edge/http.ts";
import type { Limits } from "../edge/limits.ts";
import { networkOf } from "../edge/network.ts";
import { type AdmitPlayerDeps, admitPlayer } from "./admit-player.ts";
import { type AdmitProgramDeps, admitProgram } from "./admit-program.ts";

const SDP_TYPE = "application/sdp";

interface WhipEdge extends AdmitProgramDeps, AdmitPlayerDeps {
  limits: Limits;
}

const bearerOf = (req: Request): string =>
  /^Bearer +(\S{1,512})$/i.exec(req.get("authorization") ?? "")?.[1] ?? "";

/**
 * Where WHIP and WHEP begin (RFC 9725, draft-ietf-wish-whep): whoever may come in is sent on to the show's media node with
 * a pass in the address, because clients leave their bearer token behind when they change hosts. No cookie is read, so
 * any page may call.
 */
export const whipEdge = (deps: WhipEdge): Router => {
  const { limits } = deps;
  const router = Router();

  const open: RequestHandler = (_req, res, next) => {
    res.set({
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Expose-Headers": "Location, ETag, Link, Accept-Patch, Retry-After",
      "Cache-Control": "no-store",
    });
    next();
  };
  const preflight: RequestHandler = (_req, res) => {
    res
      .set({
        Allow: "POST, OPTIONS",
        "Accept-Post": SDP_TYPE,
        "Access-Control-Allow-Methods": "POST, OPTIONS",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match",
        "Access-Control-Max-Age": "86400",
      })
      .sendStatus(204);
  };
  const notAllowed: RequestHandler = (_req, res) => {
    res.set("Allow", "POST, OPTIONS");
    sendRefusal(res, refuse("METHOD_NOT_ALLOWED").error);
  };
  const sendOn =
    (admit: (req: Request, showId: string | null) => Promise<Result<URL>>) =>
    async (req: Request, res: Response): Promise<void> => {
      const tooMany = await limits.take("whip", networkOf(req.ip ?? ""));
      if (tooMany) return sendRefusal(res, tooMany);
      // Before anything happens by it: an offer in a form that the node refuses must not take a show on the air.
      if (!req.is(SDP_TYPE)) return sendRefusal(res, refuse("SDP_EXPECTED").error);
      const showId = Id.safeParse(req.params.showId);
      const admitted = await admit(req, showId.data ?? null);
      if (!admitted.ok) {
        if (admitted.error.code === "STREAM_KEY_INVALID") res.set("WWW-Authenticate", "Bearer");
        return sendRefusal(res, admitted.error);
      }
      res.redirect(307, admitted.data.href);
    };

  router
    .route("/whip/:showId")
    .all(open)
    .options(preflight)
    .post(sendOn((req, showId) => admitProgram(deps, { key: bearerOf(req), showId })))
    .all(notAllowed);

  router
    .route("/whep/:showId")
    .all(open)
    .options(preflight)
    .post(sendOn((_req, showId) => admitPlayer(deps, showId)))
    .all(notAllowed);
  return router;
};
