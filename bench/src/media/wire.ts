import { createHash } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { DtlsParameters, TransportOffer } from "@showdrop/shared";
import {
  type Address,
  CipherContext,
  classes,
  DtlsClient,
  HashAlgorithm,
  Message,
  methods,
  NamedCurveAlgorithm,
  SignatureAlgorithm,
  SrtpSession,
  type Transport,
} from "werift";

/** AEAD_AES_128_GCM, which browsers and mediasoup prefer; then the older suite. */
const GCM = 0x0007;
const SHA1 = 0x0001;
const KEY_BYTES = 16;
const SALT_BYTES = { [GCM]: 12, [SHA1]: 14 } as const;

/** The node gives up a peer whose consent (RFC 7675) is 30 s old. */
const CONSENT_EVERY_MS = 5_000;

type Identity = { certPem: string; keyPem: string; dtlsParameters: DtlsParameters };

const signatureHash = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 } as const;

/** One certificate for all peers of the bench: making them is not what is measured. */
export const makeIdentity = async (): Promise<Identity> => {
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey(
    signatureHash,
    NamedCurveAlgorithm.secp256r1_23,
  );
  const der = Buffer.from(certPem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const value = (createHash("sha256").update(der).digest("hex").match(/../g) ?? []).join(":").toUpperCase();
  return {
    certPem,
    keyPem,
    dtlsParameters: { role: "client", fingerprints: [{ algorithm: "sha-256", value }] },
  };
};

/** A WebRTC transport from the browser's side, as far as packets go: nothing is decoded. */
export type Wire = {
  srtp: SrtpSession;
  send(packet: Buffer): void;
  /** Encrypted RTP and RTCP as it comes; the second is what it came as. */
  onPacket(heard: (packet: Buffer, kind: "rtp" | "rtcp") => void): void;
  close(): void;
};

const isStun = (first: number): boolean => first < 4;
const isDtls = (first: number): boolean => first > 19 && first < 64;
/** RFC 5761: payload types 64 to 95 with the marker bit are RTCP's 192 to 223. */
const isRtcp = (packet: Buffer): boolean => (packet[1] ?? 0) >= 192 && (packet[1] ?? 0) <= 223;

/** Reaches the node's transport over UDP: an ICE check, the DTLS handshake, SRTP keys. */
export const connectWire = async (offer: TransportOffer, identity: Identity): Promise<Wire> => {
  const candidate = offer.iceCandidates.find(({ protocol }) => protocol === "udp");
  if (!candidate) throw new Error("the node offers no UDP");
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 << 20 });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const send = (packet: Buffer) => socket.send(packet, candidate.port, candidate.address);

  const dtlsLine = transportOver(socket, send, [candidate.address, candidate.port]);
  let media: (packet: Buffer, kind: "rtp" | "rtcp") => void = () => undefined;
  const checked = Promise.withResolvers<void>();
  socket.on("message", (packet) => {
    const first = packet[0] ?? 0;
    if (isStun(first)) checked.resolve();
    else if (isDtls(first)) dtlsLine.onData(packet, dtlsLine.to);
    else media(packet, isRtcp(packet) ? "rtcp" : "rtp");
  });

  const check = () => send(bindingRequest(offer));
  check();
  await checked.promise;
  const consent = setInterval(check, CONSENT_EVERY_MS);

  const dtls = new DtlsClient({
    transport: dtlsLine,
    cert: identity.certPem,
    key: identity.keyPem,
    signatureHash,
    srtpProfiles: [GCM, SHA1],
    extendedMasterSecret: true,
  });
  const connected = Promise.withResolvers<void>();
  dtls.onConnect.once(() => connected.resolve());
  dtls.onError.once((error) => connected.reject(error));
  await dtls.connect();
  await connected.promise;

  const profile = dtls.srtp.srtpProfile === SHA1 ? SHA1 : GCM;
  const keys = dtls.extractSessionKeys(KEY_BYTES, SALT_BYTES[profile]);
  const srtp = new SrtpSession({
    profile,
    keys: {
      localMasterKey: keys.localKey,
      localMasterSalt: keys.localSalt,
      remoteMasterKey: keys.remoteKey,
      remoteMasterSalt: keys.remoteSalt,
    },
  });
  return {
    srtp,
    send,
    onPacket: (heard) => {
      media = heard;
    },
    close: () => {
      clearInterval(consent);
      socket.close();
    },
  };
};

/** The controlling side's check, which nominates the pair at once: there is only one. */
const bindingRequest = ({ iceParameters }: TransportOffer): Buffer =>
  new Message(methods.BINDING, classes.REQUEST)
    .setAttribute("USERNAME", `${iceParameters.usernameFragment}:bench`)
    .setAttribute("PRIORITY", 1_853_817_087)
    .setAttribute("ICE-CONTROLLING", 1n)
    .setAttribute("USE-CANDIDATE", null)
    .addMessageIntegrity(Buffer.from(iceParameters.password))
    .addFingerprint().bytes;

const transportOver = (
  socket: Socket,
  send: (packet: Buffer) => void,
  to: Address,
): Transport & { to: Address } => ({
  type: "udp",
  address: socket.address(),
  closed: false,
  onData: () => undefined,
  send: async (packet) => send(packet),
  close: async () => undefined,
  to,
});
