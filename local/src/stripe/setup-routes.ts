import { z } from "zod";
import { confirmSetup, confirmSetupParams } from "./confirm-setup.ts";
import { expand, text } from "./params.ts";
import { admitToSetup } from "./publishable.ts";
import { forBrowsers, type Route, route } from "./route.ts";
import { cancelSetup, cancelSetupParams, createSetup, createSetupParams } from "./setup-intents.ts";

const retrieval = z.strictObject({ client_secret: text.optional(), expand });

/** Keeping a card without charging it. */
export const setupRoutes: readonly Route[] = [
  route("post", "/v1/setup_intents", createSetupParams, createSetup),
  forBrowsers(
    route("get", "/v1/setup_intents/:id", retrieval, (call, params, id) =>
      admitToSetup(call, id, params.client_secret),
    ),
  ),
  forBrowsers(
    route("post", "/v1/setup_intents/:id/confirm", confirmSetupParams, (call, params, id) => {
      const intent = admitToSetup(call, id, params.client_secret);
      return intent.ok ? confirmSetup(call, intent.value, params) : intent;
    }),
  ),
  route("post", "/v1/setup_intents/:id/cancel", cancelSetupParams, (call, params, id) =>
    cancelSetup(call, id, params),
  ),
];
