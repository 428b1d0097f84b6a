// npm run bench:bundle: what a show's page loads before it is drawn, as client/dist has it, and whether that is within its
// limit. Build the client first.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** Compressed JavaScript that a show's page may load first, in bytes: our own limit. */
const LIMIT_BYTES = 180 * 1000;

/**
 * What is published of code that plays live video on other sites, minified and not packed, in kilobytes: the player alone,
 * without the chat, the shop and the page around it. Nobody publishes what a whole page of theirs loads.
 */
const published = [
  {
    what: "livekit-client 2.5.9",
    kilobytes: 350,
    source: "https://github.com/livekit/client-sdk-js/issues/1273",
  },
  { what: "video.js", kilobytes: 500, source: "https://github.com/videojs/video.js/issues/5632" },
] as const;

const dist = new URL("../../../client/dist/", import.meta.url).pathname;

/** What a chunk imports before its own first line runs; `import(…)` comes later and does not count. */
const staticImports = (file: string, code: string): string[] =>
  [
    ...code.matchAll(
      /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{}\s,]+?from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g,
    ),
  ].map(([, path = ""]) => normalize(join(dirname(file), path)));

/** Files that a page asks for by itself: its scripts and style sheets, its preloads, and what those import at once. */
const firstLoad = (page: string): string[] => {
  const html = readFileSync(join(dist, page), "utf8");
  const waiting = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(
    ([, path = ""]) => path,
  );
  const found = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (file.endsWith(".js")) waiting.push(...staticImports(file, readFileSync(join(dist, file), "utf8")));
  }
  return [...found];
};

interface Size {
  file: string;
  raw: number;
  gzip: number;
  brotli: number;
}

const sizeOf = (file: string): Size => packedSize(file, readFileSync(join(dist, file)));

const packedSize = (file: string, bytes: Buffer): Size => {
  return {
    file,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const row = ({ file, raw, gzip, brotli }: Size): string =>
  [file.padEnd(52), kilobytes(raw), kilobytes(gzip), kilobytes(brotli)].join("  ");
const sum = (file: string, sizes: readonly Size[]): Size => ({
  file,
  raw: sizes.reduce((all, { raw }) => all + raw, 0),
  gzip: sizes.reduce((all, { gzip }) => all + gzip, 0),
  brotli: sizes.reduce((all, { brotli }) => all + brotli, 0),
});

if (!existsSync(join(dist, "show.html"))) throw new Error("client/dist is not there: npm run build");
/** What stands in the page itself. */
const within = [
  ...readFileSync(join(dist, "show.html"), "utf8").matchAll(/<script[^>]*>([\s\S]+?)<\/script>/g),
]
  .map(([, script = ""]) => script)
  .join("\n");
const sizes = [
  ...firstLoad("show.html").map(sizeOf),
  packedSize("show.html: scripts.js", Buffer.from(within)),
].toSorted((a, b) => b.gzip - a.gzip);
const scripts = sizes.filter(({ file }) => file.endsWith(".js"));
console.log(["a show's page loads first".padEnd(52), "     raw", "      gzip", "      brotli"].join("  "));
for (const size of sizes) console.log(row(size));
const total = sum("JavaScript in all", scripts);
console.log(row(total));
console.log(
  row(
    sum(
      "style sheets",
      sizes.filter(({ file }) => file.endsWith(".css")),
    ),
  ),
);
const kept = total.brotli <= LIMIT_BYTES;
console.log(
  `limit for JavaScript, packed with brotli: ${kilobytes(LIMIT_BYTES).trim()}, ${kept ? "kept" : "broken"}`,
);
if (!kept) process.exitCode = 1;

/** The files that a show's page fetches once it may watch: its script names them to `client/ask.js`. */
const [, media = ""] = /data-media="([^"]*)"/.exec(readFileSync(join(dist, "show.html"), "utf8")) ?? [];
const player = sum(
  "what plays the picture, when there is one",
  media.split(" ").map((file) => sizeOf(file.slice(1))),
);
console.log(`\n${row(player)}`);
for (const { what, kilobytes: size, source } of published)
  console.log([what.padEnd(52), kilobytes(size * 1000), `published: ${source}`].join("  "));
