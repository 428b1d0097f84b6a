import wrtc from "@roamhq/wrtc";

// mediasoup-client takes WebRTC from the globals, as in a browser.
Object.assign(globalThis, {
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
  RTCPeerConnection: wrtc.RTCPeerConnection,
  RTCSessionDescription: wrtc.RTCSessionDescription,
});

/** The handler of mediasoup-client that fits: Node's WebRTC is Chromium's. */
export const HANDLER = "Chrome111";
