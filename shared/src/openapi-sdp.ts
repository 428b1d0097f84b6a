import { refusalSentences } from "./refusal-sentences.ts";
import { type RefusalCode, refusalStatus } from "./refusals.ts";

type Json = Record<string, unknown>;

const refusalsOf = (codes: readonly RefusalCode[]): Json => {
  const answers: Record<string, Json> = {};
  for (const code of codes) {
    const [status, message] = [refusalStatus[code], refusalSentences[code]];
    const known = answers[status]?.description;
    answers[status] = {
      description: `${known ? `${known}\n` : ""}- \`${code}\`: ${message}`,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } },
    };
  }
  return answers;
};

const entry = (
  operationId: string,
  summary: string,
  { security, codes }: { security: Json[]; codes: readonly RefusalCode[] },
): Json => ({
  post: {
    operationId,
    summary,
    parameters: [
      { name: "showId", in: "path", required: true, schema: { type: "string", pattern: "^[0-9a-f]{24}$" } },
    ],
    requestBody: {
      required: true,
      content: { "application/sdp": { schema: { type: "string", description: "An SDP offer" } } },
    },
    security,
    responses: {
      307: {
        description:
          "The same request, sent to the address in `Location`, is answered with 201, an SDP answer and the session's address",
        content: {},
      },
      ...refusalsOf([...codes, "NOT_FOUND", "METHOD_NOT_ALLOWED", "SDP_EXPECTED", "SHOW_ENDED"]),
      ...refusalsOf(["TOO_MANY_REQUESTS"]),
      ...refusalsOf(["MEDIA_UNAVAILABLE", "UNAVAILABLE"]),
    },
  },
});

/** Where other programs begin to send or play: SDP over HTTP, and so no route of the JSON contract. */
export const sdpPaths: Record<string, Json> = {
  "/whip/{showId}": entry(
    "sendByWhip",
    "Send picture and sound to a show (WHIP, RFC 9725); it goes live by it",
    {
      security: [{ streamKey: [] }],
      codes: ["STREAM_KEY_INVALID", "SHOW_ALREADY_LIVE"],
    },
  ),
  "/whep/{showId}": entry("playByWhep", "Play a show that is on the air (WHEP, draft-ietf-wish-whep)", {
    security: [],
    codes: ["SHOW_NOT_LIVE"],
  }),
};

export const sdpSecurity: Json = {
  streamKey: { type: "http", scheme: "bearer", description: "The shop's stream key, from the studio." },
};
