const ASK_MILLIS = 2_000; // a readiness answer asks Redis and the database, which take milliseconds

/** Asks a process of ours whether it is ready to serve; undefined means: not yet. */
export async function askHealth(port: number): Promise<true | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(ASK_MILLIS),
    });
    await answer.body?.cancel();
    return answer.ok ? true : undefined;
  } catch {
    return undefined; // not listening yet
  }
}
