// The thread that draws pages: one after the other, for the language is the whole thread's.
import { parentPort, workerData } from "node:worker_threads";
import type { Drawing, Drawn } from "@showdrop/shared";
import type { Outcome } from "./drawer.ts";

interface Client {
  draw(drawing: Drawing): Promise<Drawn>;
}

const { draw }: Client = await import(workerData.module);

const outcomeOf = async (id: number, drawing: Drawing): Promise<Outcome> => {
  try {
    return { id, drawn: await draw(drawing) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

let turn = Promise.resolve();
parentPort?.on("message", ({ id, drawing }: { id: number; drawing: Drawing }) => {
  turn = turn.then(async () => parentPort?.postMessage(await outcomeOf(id, drawing)));
});
