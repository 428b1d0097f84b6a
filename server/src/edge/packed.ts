import { access } from "node:fs/promises";
import { join } from "node:path";
import type { RequestHandler } from "express";

/** What the build leaves beside a file, by how browsers name it. */
const packings = { br: ".br", gzip: ".gz" } as const;

/** Files that the build packs: plain names, which lead nowhere else. */
const PACKED = /^\/(?:[\w-]+\/)*[\w.-]+\.(js|css|svg)$/;

/**
 * In front of express.static: whoever can unpack a script or a stylesheet gets the packed file that stands beside it.
 * Nothing is packed while somebody waits.
 */
export const packed =
  (dir: string): RequestHandler =>
  async (req, res, next) => {
    const [, type] = PACKED.exec(req.path) ?? [];
    if (!type || (req.method !== "GET" && req.method !== "HEAD")) return next();
    res.vary("Accept-Encoding");
    // Asked one by one: browsers name the larger one first and mean nothing by it.
    const encoding = (["br", "gzip"] as const).find((one) => req.acceptsEncodings(one));
    if (!encoding) return next();
    const name = `${req.path}${packings[encoding]}`;
    try {
      await access(join(dir, name));
    } catch {
      return next(); // too small to be packed, or a build for developing
    }
    res.type(type).set("Content-Encoding", encoding);
    req.url = name;
    next();
  };
