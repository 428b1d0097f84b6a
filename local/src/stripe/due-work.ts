import { finishChallenge } from "./authenticate.ts";
import type { Call } from "./call.ts";
import { expireAuthorization } from "./capture-cancel.ts";
import { settleIntent } from "./confirm.ts";
import { arrive, payOut } from "./payouts.ts";
import type { Work } from "./tasks.ts";

/** Does what became due, unless the payment has moved on meanwhile. */
export function doWork(call: Call, work: Work): void {
  switch (work.kind) {
    case "settle": {
      const intent = call.store.get("payment_intent", work.payment_intent);
      const method = call.store.get("payment_method", String(intent?.payment_method));
      if (intent?.status === "processing" && method) settleIntent(call, intent, method, work.authenticated);
      break;
    }
    case "release":
      expireAuthorization(call, work.payment_intent, work.charge);
      break;
    case "pay_out":
      payOut(call, work.account);
      break;
    case "arrive":
      arrive(call, work.payout);
      break;
    case "expire_challenge": {
      const challenge = call.store.get("challenge", work.challenge);
      if (challenge) finishChallenge(call, challenge, "expired");
      break;
    }
  }
}
