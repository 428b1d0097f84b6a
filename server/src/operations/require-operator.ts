import { ok, type Result, refuse } from "@showdrop/shared";

/** Lets operators through. Anybody else is told that there is nothing here: these places are not to be probed for. */
export type RequireOperator = (viewer: { id: string }) => Promise<Result<null>>;

export const createRequireOperator =
  (findUser: (id: string) => Promise<{ operator: boolean } | null>): RequireOperator =>
  async ({ id }) =>
    (await findUser(id))?.operator ? ok(null) : refuse("NOT_FOUND");
