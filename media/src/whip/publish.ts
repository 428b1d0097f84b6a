import {
  type MediaKind,
  type MediaSource,
  ok,
  type Result,
  type RtpCapabilities,
  refuse,
} from "@showdrop/shared";
import type { Rooms } from "../rooms.ts";
import { type AnsweredSection, writeAnswer } from "../sdp/answer.ts";
import type { Offer } from "../sdp/offer.ts";
import { type PublishedSection, planPublishing } from "../sdp/publish.ts";
import type { Pass } from "../tokens.ts";
import type { Opened } from "./protocol.ts";
import type { Session, Sessions } from "./sessions.ts";
import { isSilent } from "./silence.ts";

const sourceOf = { video: "camera", audio: "microphone" } as const satisfies Record<MediaKind, MediaSource>;

export interface PublishParts {
  rooms: Rooms;
  sessions: Sessions;
  rtpCapabilities: RtpCapabilities;
}

export type Publish = (pass: Pass, offer: Offer) => Promise<Result<Opened>>;

/**
 * Takes in what a host sends by WHIP. A show has one such sender: HOST_ALREADY_SENDING while a host sends, unless
 * nothing comes from them any more, so that a program that crashed is let in again at once.
 */
export const createPublish = ({ rooms, sessions, rtpCapabilities }: PublishParts): Publish => {
  const publishing = new Map<string, Session>();
  /** Shows whose sender is on the way in. */
  const opening = new Set<string>();

  const isTaken = async (showId: string): Promise<boolean> => {
    const present = publishing.get(showId);
    if (present && !present.transport.closed) {
      if (!(await isSilent(present.transport))) return true;
      present.end();
    }
    return rooms.sendings(showId).some(({ from }) => from.role === "host");
  };

  const open = async (pass: Pass, offer: Offer): Promise<Result<Opened>> => {
    const planned = planPublishing(offer, rtpCapabilities);
    if (!planned.ok) return planned;
    if (await isTaken(pass.showId)) return refuse("HOST_ALREADY_SENDING");
    const [{ section }] = planned.data;
    const entered = await sessions.enter(pass, { ice: offer.ice, section }, undefined);
    if (!entered.ok) return entered;
    const session = entered.data;
    const sent = await send(session, offer, planned.data);
    if (!sent.ok) {
      session.end();
      return sent;
    }
    publishing.set(pass.showId, session);
    session.transport.observer.once("close", () => {
      if (publishing.get(pass.showId) === session) publishing.delete(pass.showId);
    });
    const taken = new Map(planned.data.map((published) => [published.section.mid, answered(published)]));
    return ok({ session, answer: writeAnswer(offer, session.transport, taken) });
  };

  return async (pass, offer) => {
    if (opening.has(pass.showId)) return refuse("HOST_ALREADY_SENDING");
    opening.add(pass.showId);
    try {
      return await open(pass, offer);
    } finally {
      opening.delete(pass.showId);
    }
  };
};

const send = async (
  { peer, transport }: Session,
  { fingerprints, weBegin }: Offer,
  planned: readonly PublishedSection[],
): Promise<Result<unknown>> => {
  const role = weBegin ? "server" : "client";
  const connected = await peer.connectTransport({
    transportId: transport.id,
    dtlsParameters: { role, fingerprints },
  });
  if (!connected.ok) return connected;
  for (const { kind, rtpParameters } of planned) {
    const produced = await peer.produce({ kind, source: sourceOf[kind], rtpParameters, paused: false });
    if (!produced.ok) return produced;
  }
  return ok({});
};

const answered = ({ rtpParameters, rids }: PublishedSection): AnsweredSection => ({
  direction: "recvonly",
  codecs: rtpParameters.codecs,
  headerExtensions: rtpParameters.headerExtensions ?? [],
  attributes:
    rids.length > 0 ? [...rids.map((rid) => `a=rid:${rid} recv`), `a=simulcast:recv ${rids.join(";")}`] : [],
});
