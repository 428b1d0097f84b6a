export type { BroadcastStats } from "./broadcast-stats.ts";
export { useAudioLevel } from "./use-audio-level.ts";
export { type BroadcastControl, useBroadcast } from "./use-broadcast.ts";
export { type DeviceError, type Devices, useDevices } from "./use-devices.ts";
export { useWatchStream, type WatchStream } from "./use-watch-stream.ts";
