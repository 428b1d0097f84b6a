import type { DtlsParameters } from "@showdrop/shared";

/** This browser's certificate for media, and how a node recognises it. */
export interface OwnCertificate {
  certificate: RTCCertificate;
  dtlsParameters: DtlsParameters;
}

/** Elliptic: made in a millisecond, where RSA takes some hundred. */
const ECDSA = { name: "ECDSA", namedCurve: "P-256" } as const;

const make = async (): Promise<OwnCertificate | null> => {
  const certificate = await RTCPeerConnection.generateCertificate(ECDSA);
  // Not every browser tells the fingerprints of a certificate; the transport then tells them later.
  const fingerprints = certificate.getFingerprints?.().flatMap(({ algorithm, value }) =>
    // Told in small letters here and in capitals in SDP, which is what nodes compare with.
    algorithm === "sha-256" && value ? [{ algorithm, value: value.toUpperCase() } as const] : [],
  );
  return fingerprints?.length ? { certificate, dtlsParameters: { role: "client", fingerprints } } : null;
};

let made: Promise<OwnCertificate | null> | undefined;

/**
 * The certificate of this page's visit, made at the first call. A node that knows its fingerprint beforehand connects
 * the receive transport before it exists here. Null where the browser keeps fingerprints to itself.
 */
export const ownCertificate = (): Promise<OwnCertificate | null> => {
  made ??= make().catch(() => null);
  return made;
};
