import type { Call } from "./call.ts";
import { newId } from "./ids.ts";

/** What happens by itself when time passes. */
export type Work =
  | { kind: "settle"; payment_intent: string; authenticated: boolean }
  | { kind: "release"; payment_intent: string; charge: string }
  | { kind: "expire_challenge"; challenge: string }
  | { kind: "pay_out"; account: string }
  | { kind: "arrive"; payout: string };

/** `due` is in the simulator's seconds. */
export interface Task {
  id: string;
  due: number;
  work: Work;
}

export function schedule(call: Call, work: Work, seconds: number): void {
  call.store.put("task", { id: newId("task"), due: call.clock.now() + seconds, work });
}

/** Takes the tasks whose time has come, the earliest first. */
export function takeDue(call: Call): Work[] {
  const due = [...call.store.walk("task", "oldest")].filter((task) => task.due <= call.clock.now());
  for (const task of due) call.store.remove("task", task.id);
  return due.toSorted((a, b) => a.due - b.due).map((task) => task.work);
}

/** Seconds until the next task, or null when nothing waits. */
export function secondsToNext(call: Call): number | null {
  const dues = [...call.store.walk("task", "oldest")].map((task) => task.due);
  return dues.length === 0 ? null : Math.max(0, Math.min(...dues) - call.clock.now());
}
