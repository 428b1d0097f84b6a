import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

const socketOrigin = (url: URL): string => `${url.protocol === "https:" ? "wss:" : "ws:"}//${url.host}`;

/**
 * Security headers with a content-security policy that lets the page reach this server, the media nodes and the
 * payment provider, and nothing else.
 * @param mediaUrls where media nodes listen now; nodes come and go, so it is asked for every page.
 */
export const securityHeaders = (config: Config, mediaUrls: () => readonly URL[]): RequestHandler => {
  const { apiUrl } = config.stripe;
  const simulator = apiUrl ? [apiUrl.origin] : [];
  return (req, res, next) => {
    const media = mediaUrls().flatMap((url) => [url.origin, socketOrigin(url)]);
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'self'"],
          objectSrc: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          scriptSrc: ["'self'", "https://js.stripe.com"],
          // React and the video layout set element styles; no stylesheet comes from elsewhere.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:", "blob:"],
          mediaSrc: ["'self'", "blob:"],
          workerSrc: ["'self'", "blob:"],
          frameSrc: ["https://js.stripe.com", "https://hooks.stripe.com", ...simulator],
          connectSrc: [
            "'self'",
            socketOrigin(config.publicUrl),
            "https://api.stripe.com",
            ...media,
            ...simulator,
          ],
          ...(config.production ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: config.production,
      referrerPolicy: { policy: "strict-origin-when-cross-origin" },
      crossOriginEmbedderPolicy: false,
    })(req, res, (error?: unknown) => {
      res.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(self)");
      next(error);
    });
  };
};
