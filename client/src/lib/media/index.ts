export type { BroadcastStats, SentLayer } from "./broadcast-stats.ts";
export type { Feed, Size, View } from "./feeds.ts";
export type { Health, Verdict } from "./health.ts";
export { type Quality, qualities } from "./quality.ts";
export { useAudioLevel } from "./use-audio-level.ts";
export { type BroadcastControl, useBroadcast } from "./use-broadcast.ts";
export { type Devices, useDevices } from "./use-devices.ts";
export type { ScreenControl, ScreenError } from "./use-screen.ts";
export { useWatchStream, type WatchStream } from "./use-watch-stream.ts";
