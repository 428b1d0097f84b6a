/** What a driver asks about the server itself. */
import type { Doc } from "../bson/values.ts";
import { MAX_DOCUMENT_BYTES } from "../bson/values.ts";
import { MAX_MESSAGE_BYTES } from "../wire/messages.ts";
import type { Command, CommandContext, Commands } from "./command.ts";
import { SESSION_MINUTES, sessionIds } from "./sessions.ts";

export const REPLICA_SET = "rs0";

const VERSION = [8, 0, 0, 0];
/** MongoDB 8.0's. */
const MAX_WIRE_VERSION = 25;
const MAX_BATCH = 100_000;

/** The only member of a replica set: without one, drivers offer neither sessions nor transactions. */
function hello(_request: Doc, { host }: CommandContext): Doc {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    secondary: false,
    setName: REPLICA_SET,
    setVersion: 1,
    hosts: [host],
    primary: host,
    me: host,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

function buildInfo(): Doc {
  return {
    version: VERSION.slice(0, 3).join("."),
    versionArray: VERSION,
    gitVersion: "embedded",
    modules: ["embedded"],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ["embedded"],
    ok: 1,
  };
}

function endSessions(request: Doc, { sessions }: CommandContext): Doc {
  for (const id of sessionIds(request.endSessions)) sessions.end(id);
  return { ok: 1 };
}

const helloCommand: Command = { run: hello };
const buildInfoCommand: Command = { run: buildInfo };

export const serverInfoCommands: Commands = {
  hello: helloCommand,
  ismaster: helloCommand,
  isMaster: helloCommand,
  buildInfo: buildInfoCommand,
  buildinfo: buildInfoCommand,
  ping: { run: () => ({ ok: 1 }) },
  endSessions: { run: endSessions },
};
