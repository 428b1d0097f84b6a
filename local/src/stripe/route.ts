import type { z } from "zod";
import type { Call } from "./call.ts";
import { done, type Outcome } from "./errors.ts";
import { expandAll } from "./expand.ts";
import type { FormFields } from "./form.ts";
import { parseParams } from "./params.ts";

/** One endpoint. `prepare` judges the parameters alone; what it returns executes. */
export interface Route {
  method: "get" | "post" | "delete";
  path: string;
  /** Whether a browser may call it with the publishable key. */
  publishable: boolean;
  prepare(fields: FormFields, id: string): Outcome<(call: Call) => Outcome<object>>;
}

type Expanding = z.ZodType<{ expand?: string[] | undefined }>;
type Verb<S extends Expanding> = (call: Call, params: z.output<S>, id: string) => Outcome<object>;

export function route<S extends Expanding>(
  method: Route["method"],
  path: string,
  schema: S,
  verb: Verb<S>,
): Route {
  return {
    method,
    path,
    publishable: false,
    prepare(fields, id) {
      const params = parseParams(schema, fields);
      if (!params.ok) return params;
      return done((call) => {
        const outcome = verb(call, params.value, id);
        if (!outcome.ok) return outcome;
        return expandAll(call.store, outcome.value, params.value.expand ?? []);
      });
    },
  };
}

export function forBrowsers(route: Route): Route {
  return { ...route, publishable: true };
}
