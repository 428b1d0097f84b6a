import { assertNever, type Difference } from "@showdrop/shared";

/** A difference in a sentence, with what to do about it, for the command line. */
export const inWords = ({ kind, subjectId: id, expected, found }: Difference): string => {
  switch (kind) {
    case "stock":
      return `variant ${id}: ${found} units available, its ledger adds up to ${expected} (rebuild repairs it)`;
    case "allocated":
      return `drop ${id}: has ${found} units, the ledger put ${expected} into it (look at its ledger: nothing repairs this)`;
    case "reserved":
      return `drop ${id}: ${found} units set aside, orders being paid have ${expected} (rebuild repairs it)`;
    case "committed":
      return `drop ${id}: ${found} units sold, paid orders have ${expected} (rebuild repairs it)`;
    case "ledger_committed":
      return `order ${id}: the ledger notes ${found} units as sold, the order has ${expected} (look at its ledger: nothing repairs this)`;
    case "counted_allocated":
      return `drop ${id}: Redis admits by ${found} units, the record has ${expected} (rebuild counts it anew)`;
    case "counted_held":
      return `drop ${id}: Redis has ${found} units held, orders being paid have ${expected} (rebuild counts it anew)`;
    case "counted_committed":
      return `drop ${id}: Redis has ${found} units sold, the record has ${expected} (rebuild counts it anew)`;
    case "counted_sum":
      return `drop ${id}: what Redis has of it adds up to ${found} units instead of ${expected} (rebuild counts it anew)`;
    default:
      return assertNever(kind);
  }
};
