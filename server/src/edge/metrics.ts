import { createServer, type Server as HttpServer } from "node:http";
import type { Reconciliation } from "@showdrop/shared";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { HubAdapter } from "../hub/adapter.ts";
import type { HubServer } from "../hub/hub.ts";
import type { Lines } from "../hub/lines.ts";

/** What a server tells of itself in Prometheus' form; it is read where it stands, and only when it is asked for. */
export const createMetrics = ({
  io,
  lines: { counts },
  hubAdapter,
  newestReconciliation,
}: {
  io: HubServer;
  lines: Lines;
  hubAdapter: HubAdapter;
  /** What the last comparison found, on whichever server. */
  newestReconciliation(): Promise<Reconciliation | null>;
}): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: "showdrop_hub_sockets",
    help: "Sockets open on this server.",
    registers,
    collect() {
      this.set(io.of("/").sockets.size);
    },
  });
  new Gauge({
    name: "showdrop_hub_hears_others",
    help: "1 while this server hears the other servers through Redis, else 0.",
    registers,
    collect() {
      this.set(hubAdapter.isHearing() ? 1 : 0);
    },
  });
  new Counter({
    name: "showdrop_hub_frames_total",
    help: "Frames of shows that were written to sockets.",
    registers,
    collect() {
      this.reset();
      this.inc(counts.frames);
    },
  });
  new Counter({
    name: "showdrop_hub_dropped_total",
    help: "Frames left out for sockets that read slowly: volatile ones are counts, calm ones chat.",
    labelNames: ["weight"] as const,
    registers,
    collect() {
      this.reset();
      this.inc({ weight: "volatile" }, counts.droppedVolatile);
      this.inc({ weight: "calm" }, counts.droppedCalm);
    },
  });
  new Counter({
    name: "showdrop_hub_cut_total",
    help: "Sockets cut off because they did not read.",
    registers,
    collect() {
      this.reset();
      this.inc(counts.cut);
    },
  });
  new Gauge({
    name: "showdrop_stock_differences",
    help: "Numbers of the ledger, drops, orders and Redis that do not agree; of the platform, by whichever server compared.",
    registers,
    async collect() {
      this.set((await newestReconciliation())?.total ?? Number.NaN);
    },
  });
  new Gauge({
    name: "showdrop_stock_compared_timestamp_seconds",
    help: "When they were compared last, in seconds since 1970.",
    registers,
    async collect() {
      const newest = await newestReconciliation();
      this.set(newest ? Date.parse(newest.at) / 1000 : Number.NaN);
    },
  });
  return registry;
};

/** Where Prometheus asks: a port of its own, so that no proxy in front of the pages leads to it. */
export const metricsEdge = (registry: Registry): HttpServer =>
  createServer((req, res) => {
    if (req.method !== "GET" || req.url !== "/metrics") {
      res.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => res.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => res.writeHead(500).end(),
    );
  });
