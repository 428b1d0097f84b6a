/** The simulator's time: the machine's, plus what the controls advanced it by. Whole seconds since 1970. */
export interface Clock {
  now(): number;
  advance(seconds: number): void;
  reset(): void;
}

/** `saved` survives a restart, so that an advanced clock never runs backwards. */
export function createClock(saved: { load(): number; save(offset: number): void }): Clock {
  let offset = saved.load();
  function set(seconds: number) {
    offset = seconds;
    saved.save(offset);
  }
  return {
    now: () => Math.floor(Date.now() / 1000) + offset,
    advance: (seconds) => set(offset + seconds),
    reset: () => set(0),
  };
}
