import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JSHandle, Page } from "@playwright/test";

/** A site of its own with one empty page: what runs there knows nothing of the platform. */
export const openSite = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const site: Server = createServer((_request, response) => {
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!doctype html><title>A program</title><video muted playsinline></video>");
  });
  await new Promise<void>((resolve) => {
    site.listen(0, "127.0.0.1", resolve);
  });
  const { port } = site.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => void site.close(() => resolve())),
  };
};

/** A session by WHIP or WHEP, in the page that began it. */
export interface Session {
  connection: RTCPeerConnection;
  status: number;
  /** The session's address, and its entity tag; empty when it was refused. */
  location: string;
  etag: string;
}

export interface Sending {
  url: string;
  key: string;
  codec: "video/VP8" | "video/H264";
  simulcast?: boolean;
}

/** Whether this browser encodes a codec. */
export const canSend = (page: Page, codec: Sending["codec"]): Promise<boolean> =>
  page.evaluate(
    (wanted) =>
      RTCRtpSender.getCapabilities("video")?.codecs.some(({ mimeType }) => mimeType === wanted) ?? false,
    codec,
  );

/** Sends the page's camera and microphone as RFC 9725 says, with what every browser brings and nothing else. */
export const sendByWhip = (page: Page, sending: Sending): Promise<JSHandle<Session>> =>
  page.evaluateHandle(async ({ url, key, codec, simulcast }): Promise<Session> => {
    const media = await navigator.mediaDevices.getUserMedia({
      video: { width: 1280, height: 720 },
      audio: true,
    });
    const [picture] = media.getVideoTracks();
    const [sound] = media.getAudioTracks();
    if (!picture || !sound) throw new Error("no camera");
    const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    connection.addTransceiver(sound, { direction: "sendonly" });
    const video = connection.addTransceiver(picture, {
      direction: "sendonly",
      sendEncodings: simulcast
        ? [{ rid: "h" }, { rid: "m", scaleResolutionDownBy: 2 }, { rid: "l", scaleResolutionDownBy: 4 }]
        : [{}],
    });
    const known = RTCRtpSender.getCapabilities("video")?.codecs ?? [];
    video.setCodecPreferences(known.filter(({ mimeType }) => mimeType === codec || mimeType === "video/rtx"));
    await connection.setLocalDescription();
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/sdp", authorization: `Bearer ${key}` },
      body: connection.localDescription?.sdp ?? "",
    });
    if (response.status === 201)
      await connection.setRemoteDescription({ type: "answer", sdp: await response.text() });
    return {
      connection,
      status: response.status,
      location: response.headers.get("location") ?? "",
      etag: response.headers.get("etag") ?? "",
    };
  }, sending);

/** Plays in the page's own video element, as the WHEP draft says. */
export const playByWhep = (page: Page, url: string): Promise<JSHandle<Session>> =>
  page.evaluateHandle(async (address): Promise<Session> => {
    const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    const media = new MediaStream(
      (["audio", "video"] as const).map(
        (kind) => connection.addTransceiver(kind, { direction: "recvonly" }).receiver.track,
      ),
    );
    const video = document.querySelector("video");
    if (!video) throw new Error("no video element");
    video.srcObject = media;
    await connection.setLocalDescription();
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/sdp" },
      body: connection.localDescription?.sdp ?? "",
    });
    if (response.status === 201) {
      await connection.setRemoteDescription({ type: "answer", sdp: await response.text() });
      await video.play();
    }
    return {
      connection,
      status: response.status,
      location: response.headers.get("location") ?? "",
      etag: response.headers.get("etag") ?? "",
    };
  }, url);

/** Restarts ICE by PATCH (RFC 9725, section 4.3.3). @returns the status and the new entity tag */
export const restartIce = (
  page: Page,
  session: JSHandle<Session>,
): Promise<{ status: number; etag: string }> =>
  page.evaluate(async ({ connection, location }) => {
    const attributeOf = (text: string, attribute: string) =>
      new RegExp(`a=${attribute}:(\\S+)`).exec(text)?.[1] ?? "";
    const answer = connection.remoteDescription?.sdp ?? "";
    await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
    const offer = connection.localDescription?.sdp ?? "";
    const response = await fetch(location, {
      method: "PATCH",
      headers: { "content-type": "application/trickle-ice-sdpfrag", "if-match": "*" },
      body: [`a=ice-ufrag:${attributeOf(offer, "ice-ufrag")}`, `a=ice-pwd:${attributeOf(offer, "ice-pwd")}`, ""].join(
        "\r\n",
      ),
    });
    const fragment = await response.text();
    await connection.setRemoteDescription({
      type: "answer",
      sdp: answer
        .replaceAll(/a=ice-ufrag:\S+/g, `a=ice-ufrag:${attributeOf(fragment, "ice-ufrag")}`)
        .replaceAll(/a=ice-pwd:\S+/g, `a=ice-pwd:${attributeOf(fragment, "ice-pwd")}`),
    });
    return { status: response.status, etag: response.headers.get("etag") ?? "" };
  }, session);

/** Ends the session. @returns the status */
export const endSession = (page: Page, session: JSHandle<Session>): Promise<number> =>
  page.evaluate(async ({ connection, location }) => {
    const { status } = await fetch(location, { method: "DELETE" });
    connection.close();
    return status;
  }, session);
