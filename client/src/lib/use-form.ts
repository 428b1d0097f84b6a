import type { Refusal, RefusalCode } from "@showdrop/shared";
import { useState } from "react";
import type { z } from "zod";

export interface Form<T> {
  /** Checks what was entered; null where something is wrong, and then every fault stands at its field. */
  check: (input: unknown) => T | null;
  /** Takes the server's "no" in: at its field where it names one, else as `rest`. */
  refuse: (refusal: Refusal | null) => void;
  /** The fault at a path such as `variants.0.price`, or at anything below it. */
  at: (path: string) => Refusal | undefined;
  /** What belongs to no field of this form. */
  rest: Refusal | null;
}

/** Where a refusal that names no field belongs. */
type Places = Partial<Record<RefusalCode, string>>;

/** Checks a form with the schema that the server will parse it with, so that both say the same at the same place. */
export const useForm = <S extends z.ZodType>(
  schema: S,
  fields: readonly string[],
  places: Places = {},
): Form<z.output<S>> => {
  const [faults, setFaults] = useState<readonly Refusal[]>([]);
  const below = (path: string) => (fault: Refusal) =>
    fault.path === path || fault.path?.startsWith(`${path}.`) === true;
  return {
    check: (input) => {
      const checked = schema.safeParse(input);
      const wrong = (checked.error?.issues ?? []).map(
        (issue): Refusal => ({ code: "INVALID_INPUT", message: issue.message, path: issue.path.join(".") }),
      );
      setFaults(wrong);
      return checked.success ? checked.data : null;
    },
    refuse: (refusal) => {
      const place = refusal && (refusal.path ?? places[refusal.code]);
      setFaults(refusal ? [{ ...refusal, ...(place ? { path: place } : {}) }] : []);
    },
    at: (path) => faults.find(below(path)),
    rest: faults.find((fault) => !fields.some((field) => below(field)(fault))) ?? null,
  };
};
