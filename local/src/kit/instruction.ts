/**
 * Something only the person at the keyboard can mend. Its message says what to do, so it is printed without a
 * stack; every other error is a fault of the program and keeps its stack.
 */
export class Instruction extends Error {
  override name = "Instruction";
}

/** Prints an error as a person wants it: an instruction as its sentence, a fault with its stack. */
export function describeError(error: unknown): string {
  if (error instanceof Instruction) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
