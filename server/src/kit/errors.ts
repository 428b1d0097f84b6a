/** Something that should not happen, or a part that does not answer. Faults are thrown; refusals are returned. */
export class Fault extends Error {}

/** A part the platform needs does not answer now. The caller may try again in `retryAfter` seconds. */
export class Unavailable extends Fault {
  readonly retryAfter: number;
  constructor(part: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(`${part} does not answer`, { cause: options.cause });
    this.retryAfter = options.retryAfter ?? 2;
  }
}
