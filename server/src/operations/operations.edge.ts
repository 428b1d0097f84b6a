import { ok, type Result, type Show } from "@showdrop/shared";
import type { Call, Handlers } from "../edge/call.ts";
import {
  type AccountsDeps,
  readAccount,
  restoreAccount,
  signOutAccount,
  suspendAccount,
  toLine,
} from "./accounts.ts";
import { type DeadErrandsDeps, listDeadErrands, retryErrand } from "./dead-errands.ts";
import { type ListAuditDeps, listAudit } from "./list-audit.ts";
import { listNodes, listOnAir, type OnAirDeps } from "./list-on-air.ts";
import { type ReadOperationsDeps, readOperations } from "./read-operations.ts";
import { createRequireOperator } from "./require-operator.ts";

export interface OperationsEdge
  extends Omit<ReadOperationsDeps, "listOnAir">,
    OnAirDeps,
    ListAuditDeps,
    DeadErrandsDeps,
    AccountsDeps {
  /** Ends a show whosever it is. Refuses with SHOW_NOT_LIVE what is not on the air. */
  endShow(operatorId: string, showId: string, reason: string): Promise<Result<Show>>;
}

type OperationCalls =
  | "readOperations"
  | "listShowsOnAir"
  | "endShowForAll"
  | "listMediaNodes"
  | "listDeadErrands"
  | "retryErrand"
  | "listAudit"
  | "findAccounts"
  | "readAccount"
  | "suspendAccount"
  | "restoreAccount"
  | "endAccountSessions";

/** Accounts that one search shows; whoever looks for more writes more of the email. */
const MOST_ACCOUNTS = 50;

export const operationsEdge = (deps: OperationsEdge): Pick<Handlers, OperationCalls> => {
  const requireOperator = createRequireOperator(deps.users.find);
  /** Every call here begins alike. */
  const forOperators =
    <C extends Pick<Call<never>, "viewer">, A>(answer: (call: C) => Promise<Result<A>>) =>
    async (call: C): Promise<Result<A>> => {
      const allowed = await requireOperator(call.viewer);
      return allowed.ok ? answer(call) : allowed;
    };
  const actOf = ({
    viewer,
    params,
    body,
  }: {
    viewer: { id: string };
    params: { userId: string };
    body: { reason: string };
  }) => ({ operatorId: viewer.id, userId: params.userId, reason: body.reason });
  return {
    readOperations: forOperators(async () => ok(await readOperations(deps))),
    listShowsOnAir: forOperators(async () => ok({ items: await listOnAir(deps) })),
    endShowForAll: forOperators(async ({ viewer, params, body }) => {
      const ended = await deps.endShow(viewer.id, params.showId, body.reason);
      return ended.ok ? ok({ done: true }) : ended;
    }),
    listMediaNodes: forOperators(async () => ok({ items: await listNodes(deps) })),
    listDeadErrands: forOperators(async ({ query }) => ok({ items: await listDeadErrands(deps, query) })),
    retryErrand: forOperators(({ viewer, params }) => retryErrand(deps, viewer.id, params.errandId)),
    listAudit: forOperators(async ({ query }) => ok({ items: await listAudit(deps, query) })),
    findAccounts: forOperators(async ({ query }) => {
      const found = await deps.users.search(query.text ?? "", MOST_ACCOUNTS);
      return ok({ items: found.map(toLine) });
    }),
    readAccount: forOperators(({ params }) => readAccount(deps, params.userId)),
    suspendAccount: forOperators((call) => suspendAccount(deps, actOf(call))),
    restoreAccount: forOperators((call) => restoreAccount(deps, actOf(call))),
    endAccountSessions: forOperators((call) => signOutAccount(deps, actOf(call))),
  };
};
