export * from "./bus.ts";
export * from "./pipe.ts";
export * from "./rtp.ts";
export * from "./signalling.ts";
export * from "./sources.ts";
export * from "./transport.ts";
