import { createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

const socketOrigin = (url: URL): string => `${url.protocol === "https:" ? "wss:" : "ws:"}//${url.host}`;

/** Those of an answer that is no page: nothing in it may be shown, framed or guessed at. */
const callHeaders = (production: boolean): readonly (readonly [string, string])[] => [
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["X-Content-Type-Options", "nosniff"],
  ...(production ? [["Strict-Transport-Security", "max-age=31536000; includeSubDomains"] as const] : []),
];

/** The same with that of JSON, as pairs of name and value in one list. */
export const jsonHeaders = (production: boolean): readonly string[] => [
  ...["Content-Type", "application/json; charset=utf-8"],
  ...callHeaders(production).flat(),
];

/** The scripts within a page, as it was built. */
const INLINE = /<script(?: data-media="[^"]*")?>([\s\S]*?)<\/script>/g;

/** Lets a page run the scripts that the build put into it, by their hashes, and no others. */
export const allowInline = (res: Response, page: string): void => {
  const policy = res.getHeader("Content-Security-Policy");
  const hashes = [...page.matchAll(INLINE)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  if (typeof policy !== "string" || hashes.length === 0) return;
  res.set("Content-Security-Policy", policy.replace("script-src 'self'", `$& ${hashes.join(" ")}`));
};

/** What a page may reach and who may show it in a frame. */
interface PagePolicy {
  /** Where media nodes listen, as addresses to connect to. */
  media: readonly string[];
  /** Whether it takes payments. */
  pays: boolean;
  frameAncestors: readonly string[];
}

const directivesOf = (config: Config, { media, pays, frameAncestors }: PagePolicy) => {
  const { apiUrl } = config.stripe;
  const simulator = apiUrl ? [apiUrl.origin] : [];
  return {
    defaultSrc: ["'self'"],
    baseUri: ["'self'"],
    objectSrc: ["'none'"],
    formAction: ["'self'"],
    frameAncestors,
    scriptSrc: ["'self'", ...(pays ? ["https://js.stripe.com"] : [])],
    // React and the video layout set element styles; no stylesheet comes from elsewhere.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    mediaSrc: ["'self'", "blob:"],
    workerSrc: ["'self'", "blob:"],
    // The studio shows its own player.
    frameSrc: pays
      ? ["'self'", "https://js.stripe.com", "https://hooks.stripe.com", ...simulator]
      : ["'none'"],
    connectSrc: [
      "'self'",
      socketOrigin(config.publicUrl),
      ...media,
      ...(pays ? ["https://api.stripe.com", ...simulator] : []),
    ],
    ...(config.production ? { upgradeInsecureRequests: [] } : {}),
  };
};

const mediaOrigins = (mediaUrls: () => readonly URL[]): string[] =>
  mediaUrls().flatMap((url) => [url.origin, socketOrigin(url)]);

/** Gives an answer the headers of the player on other sites. @param ancestors who may show it, as sources of a policy. */
export type EmbedHeaders = (res: Response, ancestors: readonly string[]) => void;

/**
 * The headers of the one page that others may frame: it takes no payments, has no camera, and is no page that a policy
 * for every other page would fit.
 */
export const createEmbedHeaders =
  (config: Config, mediaUrls: () => readonly URL[]): EmbedHeaders =>
  (res, ancestors) => {
    const policy = directivesOf(config, {
      media: mediaOrigins(mediaUrls),
      pays: false,
      frameAncestors: ancestors,
    });
    const words = Object.entries(policy).map(([name, sources]) =>
      [name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...sources].join(" "),
    );
    res.set("Content-Security-Policy", words.join("; "));
    res.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    // Older than frame-ancestors, and it knows no list.
    res.removeHeader("X-Frame-Options");
  };

/**
 * Security headers: for pages with a content-security policy that lets them reach this server, the media nodes and the
 * payment provider, and nothing else; for calls with one that lets nothing be reached.
 * @param mediaUrls where media nodes listen now; nodes come and go, so it is asked for every page.
 */
export const securityHeaders = (config: Config, mediaUrls: () => readonly URL[]): RequestHandler => {
  const headersFor = (media: readonly string[]): RequestHandler =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: directivesOf(config, { media, pays: true, frameAncestors: ["'none'"] }),
      },
      strictTransportSecurity: config.production,
      referrerPolicy: { policy: "strict-origin-when-cross-origin" },
      crossOriginEmbedderPolicy: false,
    });
  const ofCalls = callHeaders(config.production);
  let known = { media: "", headers: headersFor([]) };
  return (req, res, next) => {
    if (req.path.startsWith("/api/")) {
      for (const [name, value] of ofCalls) res.setHeader(name, value);
      return next();
    }
    const media = mediaOrigins(mediaUrls);
    // Media nodes come and go now and then, and pages are asked for all the time.
    if (media.join(" ") !== known.media) known = { media: media.join(" "), headers: headersFor(media) };
    known.headers(req, res, (error?: unknown) => {
      res.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(self)");
      next(error);
    });
  };
};
