import { createServer, type Server, type Socket } from "node:net";
import { createDispatcher, type Dispatcher } from "./commands/dispatcher.ts";
import { REPLICA_SET } from "./commands/server-info.ts";
import { noDisk } from "./store/disk.ts";
import { type DataFolderError, openSqliteDisk } from "./store/sqlite-disk.ts";
import { openStore, type Store } from "./store/store.ts";
import { createFramer, encodeReply, parseRequest } from "./wire/messages.ts";

/** Loopback only: there is no authentication. */
const HOST = "127.0.0.1";

/** MongoDB looks for expired documents once a minute, and for transactions that were left behind more often. */
const SWEEP_MILLISECONDS = 1_000;

const MAX_REPLY_ID = 0x7fffffff;

export interface MongoServerOptions {
  /** The data folder; without one everything is forgotten at the end. */
  dir?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** How often TTL indexes, old transactions and idle cursors are looked after. */
  sweepMilliseconds?: number;
  /** Called when the data folder fails while running: writes are refused from then on. */
  onFault?(error: DataFolderError): void;
}

export interface MongoServer {
  uri: string;
  /** Closes the connections and the data folder. */
  stop(): Promise<void>;
}

/**
 * Starts an embedded MongoDB-compatible server on loopback.
 * @throws DataFolderError when the folder cannot be used; the system's error when the port cannot
 */
export async function startMongoServer(options: MongoServerOptions = {}): Promise<MongoServer> {
  const { dir, port = 0, sweepMilliseconds = SWEEP_MILLISECONDS, onFault = () => {} } = options;
  const disk = dir === undefined ? noDisk : openSqliteDisk(dir, onFault);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true });
  let store: Store;
  try {
    store = openStore(disk);
    await listen(server, port);
  } catch (error) {
    disk.close();
    throw error;
  }
  // A connection that cannot be accepted (too many open files) is lost, not the server.
  server.on("error", () => {});
  const host = `${HOST}:${portOf(server)}`;
  const dispatcher = createDispatcher(store, host);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket, dispatcher);
  });
  const sweeper = setInterval(() => {
    // A disk that fails has been reported by onFault.
    dispatcher.sweep(Date.now()).catch(() => {});
  }, sweepMilliseconds);

  return {
    uri: `mongodb://${host}/?replicaSet=${REPLICA_SET}&directConnection=true`,
    async stop() {
      clearInterval(sweeper);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      disk.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** Answers one connection's requests in their order. Bytes that are not the protocol end it. */
function serve(socket: Socket, dispatcher: Dispatcher): void {
  const frame = createFramer();
  let lastReplyId = 0;
  let previous: Promise<void> = Promise.resolve();

  function answer(message: Buffer): void {
    const request = parseRequest(message);
    const reply = dispatcher.handle(request.command, request.payload);
    previous = Promise.all([reply, previous]).then(([body]) => {
      if (!request.wantsReply || socket.destroyed) return;
      lastReplyId = (lastReplyId % MAX_REPLY_ID) + 1;
      socket.write(encodeReply(request, lastReplyId, body));
    });
    previous.catch(() => socket.destroy());
  }

  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    try {
      for (const message of frame(chunk)) answer(message);
    } catch {
      socket.destroy();
    }
  });
}
