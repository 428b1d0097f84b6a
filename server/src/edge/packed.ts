import { access } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";

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

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** Brotli packs a page by a quarter of its size for a millisecond of work; above this the work grows faster than the gain. */
const QUALITY = 4;

/** Sends a page that was made for this request, packed for whoever can unpack it; a thread of the pool does the work. */
export const sendPacked = async (req: Request, res: Response, page: string): Promise<void> => {
  res.vary("Accept-Encoding");
  const encoding = (["br", "gzip"] as const).find((one) => req.acceptsEncodings(one));
  if (!encoding) {
    res.send(page);
    return;
  }
  const bytes =
    encoding === "br"
      ? await inBrotli(page, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
      : await inGzip(page);
  res.set("Content-Encoding", encoding).send(bytes);
};
