import { type Recording, recordingRoutes, type Show } from "@showdrop/shared";
import { useAnswer } from "../../lib/api.ts";
import { serverNow } from "../../lib/clock.ts";

/** While it is being made. */
const ASK_EVERY_MS = 2_000;
/** For so long after a show its recording may still become known, in milliseconds. */
const EXPECTED_MS = 60_000;

/** What is left of a show: nothing, something that is being made, or a replay. It follows by itself. */
export type RecordingState =
  | { state: "none" }
  | { state: "asking" }
  | { state: "making"; progress: number }
  | { state: "failed" }
  | { state: "ready"; recording: Recording; replay: NonNullable<Recording["replay"]> };

export const useRecording = (show: Show): RecordingState => {
  const isExpected = (): boolean =>
    show.record && show.endedAt !== null && serverNow() - Date.parse(show.endedAt) < EXPECTED_MS;
  const { data, isPending } = useAnswer(
    recordingRoutes.readRecording,
    { params: { showId: show.id } },
    {
      enabled: show.record,
      refetchInterval: ({ state }) => {
        const going = state.data
          ? state.data.replay === null && state.data.status !== "failed"
          : isExpected();
        return going && ASK_EVERY_MS;
      },
    },
  );
  if (!show.record) return { state: "none" };
  if (!data)
    return isPending
      ? { state: "asking" }
      : isExpected()
        ? { state: "making", progress: 0 }
        : { state: "none" };
  if (data.status === "failed") return { state: "failed" };
  if (data.replay) return { state: "ready", recording: data, replay: data.replay };
  return { state: "making", progress: data.progress };
};
