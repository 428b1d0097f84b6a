import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Instruction } from "../kit/instruction.ts";
import { root } from "../kit/paths.ts";

const manifest = z.object({ version: z.string() });

/** The installed mediasoup: its folder and exact version. */
export type MediasoupPackage = { folder: string; version: string };

/** Finds the mediasoup that the media workspace uses. */
export function findMediasoup(): MediasoupPackage {
  const folder = [
    join(root, "media", "node_modules", "mediasoup"),
    join(root, "node_modules", "mediasoup"),
  ].find((candidate) => existsSync(join(candidate, "package.json")));
  if (!folder) throw new Instruction("mediasoup is not installed: run npm ci in the root of the checkout.");
  const { version } = manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return { folder, version };
}

/** Where mediasoup's own downloader puts the worker, and where mediasoup looks for it. */
export function ownWorker(mediasoup: MediasoupPackage): string {
  return join(mediasoup.folder, "worker", "out", "Release", "mediasoup-worker");
}
