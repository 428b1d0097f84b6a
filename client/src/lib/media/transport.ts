import type { types } from "mediasoup-client";
import { type Connection, demand } from "./connection.ts";

/** A path that breaks often mends itself within a moment; then new ICE credentials are asked for. */
const MEND_BY_ITSELF_MS = 1_500;
/** When the restart does not help within this time, the whole connection is made anew. */
const MEND_BY_RESTART_MS = 7_000;

/** Ties a transport to its connection: DTLS, mending a broken path, and the end. */
export const tend = (transport: types.Transport, connection: Connection): void => {
  const { socket, signal, giveUp } = connection;
  const transportId = transport.id;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const restart = async () => {
    timer = setTimeout(giveUp, MEND_BY_RESTART_MS);
    const answer = await socket.emitWithAck("transport:restart-ice", { transportId });
    await transport.restartIce(demand(answer));
  };

  transport.on("connect", ({ dtlsParameters }, done, fail) => {
    // The node knew our certificate beforehand.
    if (transport.direction === "recv" && connection.presented) return done();
    socket
      .emitWithAck("transport:connect", { transportId, dtlsParameters })
      .then((answer) => {
        demand(answer);
        done();
      })
      .catch(fail);
  });
  transport.on("connectionstatechange", (state) => {
    if (signal.aborted) return;
    clearTimeout(timer);
    if (state === "disconnected" || state === "failed") {
      const wait = state === "failed" ? 0 : MEND_BY_ITSELF_MS;
      timer = setTimeout(() => restart().catch(giveUp), wait);
    }
  });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    transport.close();
  });
};
