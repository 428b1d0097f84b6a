/** The embedded server as a process: `node main.ts [--dir FOLDER] [--port PORT]`. */
import { parseArgs } from "node:util";
import { startMongoServer } from "./server.ts";
import { DataFolderError } from "./store/sqlite-disk.ts";

const MAX_PORT = 65_535;

/** One sentence on stderr instead of a stack trace. */
function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readArguments(): { dir?: string; port: number } {
  const { values } = parseArgs({
    options: { dir: { type: "string" }, port: { type: "string", default: "0" } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
    throw new Error(`--port takes a number from 0 (any free one) to ${MAX_PORT}`);
  }
  return values.dir === undefined ? { port } : { dir: values.dir, port };
}

function sentenceFor(error: unknown, port: number): string {
  if (error instanceof DataFolderError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  if (reason.includes("EADDRINUSE")) {
    return `Port ${port} is in use by another program: stop that one, or choose another --port (0 takes a free one).`;
  }
  if (reason.includes("EACCES")) {
    return `Port ${port} needs rights that this user lacks: choose a --port above 1023 (0 takes a free one).`;
  }
  return `The embedded MongoDB server cannot start: ${reason}.`;
}

let options: ReturnType<typeof readArguments>;
try {
  options = readArguments();
} catch (error) {
  fail(
    `${error instanceof Error ? error.message : String(error)}. Usage: main.ts [--dir FOLDER] [--port PORT]`,
  );
}

try {
  const server = await startMongoServer({
    ...options,
    // Let the refused writes get their answers first.
    onFault: (error) => setImmediate(() => fail(error.message)),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      server.stop().then(
        () => process.exit(0),
        (error) => fail(sentenceFor(error, options.port)),
      );
    });
  }
  process.stdout.write(`${JSON.stringify({ ready: true, uri: server.uri })}\n`);
} catch (error) {
  fail(sentenceFor(error, options.port));
}
