import type { Handlers } from "../edge/call.ts";
import { type DeleteRecordingDeps, deleteRecording } from "./delete-recording.ts";
import { type ListMomentsDeps, listMoments } from "./list-moments.ts";
import { type ReadRecordingDeps, readRecording } from "./read-recording.ts";

type RecordingsEdge = ReadRecordingDeps & DeleteRecordingDeps & ListMomentsDeps;
type RecordingCalls = "readRecording" | "deleteRecording" | "listMoments";

export const recordingsEdge = (deps: RecordingsEdge): Pick<Handlers, RecordingCalls> => ({
  readRecording: ({ viewer, params }) => readRecording(deps, viewer, params.showId),
  deleteRecording: ({ viewer, params }) => deleteRecording(deps, viewer, params.showId),
  listMoments: ({ viewer, params }) => listMoments(deps, viewer, params.showId),
});
