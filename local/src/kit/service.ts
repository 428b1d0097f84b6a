import type { Exit, RunningProcess } from "./process.ts";

/** A process that can be stopped, killed and started again in the same place: same port, same data. */
export type Service = {
  readonly name: string;
  /** The process id now; undefined while it is down. */
  pid(): number | undefined;
  /** Starts it again after stop, kill or a crash. Does nothing while it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Calls back when it ends without being asked to. */
  onCrash(listener: (exit: Exit) => void): void;
};

/** Makes a service of a way to launch its process, and launches it. */
export async function startService(
  name: string,
  launch: () => Promise<RunningProcess<unknown>>,
): Promise<Service> {
  let running: RunningProcess<unknown> | undefined;
  let starting: Promise<void> | undefined;
  const crashListeners: Array<(exit: Exit) => void> = [];

  const start = () => {
    starting ??= launchIt().finally(() => (starting = undefined));
    return starting;
  };
  const launchIt = async () => {
    if (running) return;
    const launched = await launch();
    running = launched;
    void launched.exited.then((exit) => {
      if (running !== launched) return; // it was asked to end
      running = undefined;
      for (const listener of crashListeners) listener(exit);
    });
  };
  const end = async (how: "stop" | "kill") => {
    // What is starting again after a crash must not be left behind; whether it succeeds is told to who started it.
    await starting?.catch(() => {});
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };

  await start();
  return {
    name,
    pid: () => running?.pid,
    start,
    stop: () => end("stop"),
    kill: () => end("kill"),
    pause: () => running?.pause(),
    resume: () => running?.resume(),
    onCrash: (listener) => void crashListeners.push(listener),
  };
}

/** A process's variables: the few that any program needs from this one, and what it is given. Nothing else leaks in. */
export function childEnv(given: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const inherited = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TZ",
    "LANG",
    "LC_ALL",
    "XDG_CACHE_HOME",
    "NODE_EXTRA_CA_CERTS",
  ];
  const env: NodeJS.ProcessEnv = {};
  for (const name of inherited) if (process.env[name] !== undefined) env[name] = process.env[name];
  for (const [name, value] of Object.entries(given)) if (value !== undefined) env[name] = value;
  return env;
}

/** Stands in for a service that somebody else runs (REDIS_URL, MONGODB_URI): ours to use, not to end. */
export function foreignService(name: string, variable: string): Service {
  const refuse = () => {
    throw new Error(`${name} is given by ${variable}: it is not ours to stop or hang`);
  };
  return {
    name,
    pid: () => undefined,
    start: async () => {},
    stop: async () => {},
    kill: async () => refuse(),
    pause: refuse,
    resume: refuse,
    onCrash: () => {},
  };
}
