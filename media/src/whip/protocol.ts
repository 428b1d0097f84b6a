import type { IncomingMessage } from "node:http";
import { ok, type Result, refuse } from "@showdrop/shared";
import { type HttpAnswer, type HttpEdge, readBody, refusalAnswer } from "../http.ts";
import type { Logger } from "../logger.ts";
import { FRAGMENT_TYPE, readFragment, writeFragment } from "../sdp/fragment.ts";
import { type Offer, readOffer } from "../sdp/offer.ts";
import type { Pass, VerifyToken } from "../tokens.ts";
import { newTag, type Session, type Sessions } from "./sessions.ts";

const SDP_TYPE = "application/sdp";

/** A session that has begun, and the answer to its offer. */
export interface Opened {
  session: Session;
  answer: string;
}

export interface ProtocolParts {
  /** The first part of the address. */
  name: "whip" | "whep";
  /** Where clients reach this node. */
  publicUrl: string;
  sessions: Sessions;
  verifyToken: VerifyToken;
  open: (pass: Pass, offer: Offer) => Promise<Result<Opened>>;
  log: Logger;
}

/** Any page may speak these protocols: a pass is what counts, and no cookie is ever read. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Location, ETag, Link, Accept-Patch, Retry-After",
};

/**
 * What WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) have in common: an offer begins a session, which has an address of
 * its own; PATCH there trickles candidates or restarts ICE, DELETE ends it.
 */
export const serveSdpOverHttp = (parts: ProtocolParts): HttpEdge => {
  const { name, publicUrl, sessions, verifyToken, log } = parts;
  const address = new RegExp(`^/${name}/([0-9a-f]{24})(?:/([A-Za-z0-9_-]{32}))?$`);

  const begin = async (request: IncomingMessage, url: URL, showId: string): Promise<Result<HttpAnswer>> => {
    const pass = await verifyToken(url.searchParams.get("token") ?? "");
    if (!pass.ok) return pass;
    if (pass.data.showId !== showId) return refuse("TOKEN_INVALID");
    const body = await readBody(request, SDP_TYPE);
    if (!body.ok) return body;
    const offer = readOffer(body.data);
    if (!offer.ok) return offer;
    const opened = await parts.open(pass.data, offer.data);
    if (!opened.ok) return opened;
    const { session, answer } = opened.data;
    log.info({ protocol: name, showId, userId: pass.data.userId }, "a session over HTTP began");
    return ok({
      status: 201,
      headers: {
        "content-type": SDP_TYPE,
        location: new URL(`/${name}/${showId}/${session.id}`, publicUrl).href,
        etag: session.etag,
        "accept-patch": FRAGMENT_TYPE,
      },
      body: answer,
    });
  };

  const atShow = (request: IncomingMessage, url: URL, showId: string): Promise<HttpAnswer> => {
    switch (request.method) {
      case "POST":
        return begin(request, url, showId).then(toAnswer);
      case "OPTIONS":
        return Promise.resolve(preflight("POST, OPTIONS", { "accept-post": SDP_TYPE }));
      default:
        return Promise.resolve(notAllowed("POST, OPTIONS"));
    }
  };

  const atSession = async (request: IncomingMessage, session: Session | null): Promise<HttpAnswer> => {
    const allowed = "PATCH, DELETE, OPTIONS";
    switch (request.method) {
      case "OPTIONS":
        return preflight(allowed, { "accept-patch": FRAGMENT_TYPE });
      case "PATCH":
        return toAnswer(session ? await patch(request, session) : refuse("NOT_FOUND"));
      case "DELETE":
        if (!session) return toAnswer(refuse("NOT_FOUND"));
        session.end();
        return { status: 200 };
      default:
        return notAllowed(allowed);
    }
  };

  return (request, url) => {
    if (!url.pathname.startsWith(`/${name}/`)) return null;
    const [, showId, sessionId] = address.exec(url.pathname) ?? [];
    const answering = !showId
      ? Promise.resolve(toAnswer(refuse("NOT_FOUND")))
      : sessionId
        ? atSession(request, sessions.find(showId, sessionId))
        : atShow(request, url, showId);
    return answering.then((answer) => ({ ...answer, headers: { ...CORS, ...answer.headers } }));
  };
};

/** Trickled candidates, or new credentials for the same session (RFC 9725, sections 4.3.1 to 4.3.3). */
const patch = async (request: IncomingMessage, session: Session): Promise<Result<HttpAnswer>> => {
  const body = await readBody(request, FRAGMENT_TYPE);
  if (!body.ok) return body;
  const fragment = readFragment(body.data);
  if (!fragment.ok) return fragment;
  const condition = request.headers["if-match"];
  if (condition === undefined) return refuse("ICE_SESSION_UNNAMED");
  const { ice } = fragment.data;
  const restarts = ice !== null && ice.usernameFragment !== session.ice.usernameFragment;
  // The RFC's examples put the asterisk in quotes, HTTP itself does not.
  const tags = condition.split(",").map((tag) => tag.trim());
  const any = tags.includes("*") || tags.includes('"*"');
  if (!any && (restarts || !tags.includes(session.etag))) return refuse("ICE_SESSION_OTHER");
  if (!restarts) return ok({ status: 204 });

  const { peer, transport, section } = session;
  const restarted = await peer.restartIce({ transportId: transport.id });
  if (!restarted.ok) return restarted;
  session.ice = ice;
  session.etag = newTag();
  return ok({
    status: 200,
    headers: { "content-type": FRAGMENT_TYPE, etag: session.etag },
    body: writeFragment(section, restarted.data.iceParameters, transport.iceCandidates),
  });
};

const toAnswer = (result: Result<HttpAnswer>): HttpAnswer =>
  result.ok ? result.data : refusalAnswer(result.error);

const preflight = (methods: string, headers: Record<string, string>): HttpAnswer => ({
  status: 204,
  headers: {
    allow: methods,
    "access-control-allow-methods": methods,
    "access-control-allow-headers": "Authorization, Content-Type, If-Match",
    "access-control-max-age": "86400",
    ...headers,
  },
});

const notAllowed = (allowed: string): HttpAnswer => {
  const answer = refusalAnswer(refuse("METHOD_NOT_ALLOWED").error);
  return { ...answer, headers: { ...answer.headers, allow: allowed } };
};
