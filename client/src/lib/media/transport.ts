import type { types } from "mediasoup-client";
import { type Connection, demand } from "./connection.ts";
import { onNetworkChange } from "./network.ts";

/** A path that breaks often mends itself within a moment; then new ICE credentials are asked for. */
const MEND_BY_ITSELF_MS = 1_000;
/** The signalling answers within this time, or it is broken as the media is. */
const ANSWER_MS = 2_500;
/** When the restart does not help within this time, the whole connection is made anew. */
const MEND_BY_RESTART_MS = 5_000;

/** Ties a transport to its connection: DTLS, mending a broken path, and the end. */
export const tend = (transport: types.Transport, connection: Connection): void => {
  const { socket, signal, giveUp } = connection;
  const transportId = transport.id;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restarting = false;

  const restart = async () => {
    if (restarting || transport.connectionState === "new") return;
    restarting = true;
    clearTimeout(timer);
    timer = setTimeout(giveUp, MEND_BY_RESTART_MS);
    const answer = await socket.timeout(ANSWER_MS).emitWithAck("transport:restart-ice", { transportId });
    await transport.restartIce(demand(answer));
    restarting = false;
    // Credentials changed under a path that still worked.
    if (transport.connectionState === "connected") clearTimeout(timer);
  };
  const mend = () => void restart().catch(giveUp);

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
    if (state === "connected") clearTimeout(timer);
    if (restarting) return;
    if (state === "failed") mend();
    if (state === "disconnected") {
      clearTimeout(timer);
      timer = setTimeout(mend, MEND_BY_ITSELF_MS);
    }
  });
  onNetworkChange(mend, signal);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    transport.close();
  });
};
