import { ChatModes, type ChatRules, ok, type Result, refuse, type SetChatModes } from "@showdrop/shared";
import type { Hub } from "../../hub/hub.ts";
import type { RequireRole } from "../../shops/require-role.ts";
import type { ChatState, ShowRecord } from "../../shows/show.schema.ts";
import type { ShowStore } from "../../shows/shows.store.ts";
import type { Act } from "../act.ts";
import { rulesInForce } from "./rules-in-force.ts";

export interface ChangeRulesDeps {
  shows: ShowStore;
  hub: Hub;
  requireRole: RequireRole;
  act: Act;
  /** What Shield turns on in a shop's shows. */
  shieldOf(shopId: string): Promise<ChatModes>;
}

/** Attempts to change rules that others change at the same moment: a team has a handful of members. */
const MOST_ATTEMPTS = 10;

type Change = (show: ShowRecord) => Promise<Result<Omit<ChatState, "revision">>>;

/** Changes the rules of a show's chat, with one row in the log when something is different then, and tells everybody. */
const changeRules = async (
  { shows, hub, requireRole, act }: ChangeRulesDeps,
  viewer: { id: string },
  showId: string,
  action: string,
  change: Change,
): Promise<Result<ChatRules>> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const show = await shows.find(showId);
    if (!show) return refuse("NOT_FOUND");
    const role = await requireRole(show.shopId, viewer, "chat:moderate");
    if (!role.ok) return role;
    if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
    const wanted = await change(show);
    if (!wanted.ok) return wanted;
    const before = rulesInForce(show.chat);
    const same = JSON.stringify(before) === JSON.stringify(rulesInForce({ ...show.chat, ...wanted.data }));
    // Told again too: whoever asks again may do so because the first attempt was cut off before everybody was told.
    const changed = same
      ? ok(show)
      : await act<ShowRecord | null>(show.shopId, async (session) => {
          const kept = await shows.setChat(show.id, show.chat.revision, wanted.data, session);
          const row = { actorId: viewer.id, action, subject: `show:${showId}`, before };
          return ok({ answer: kept, row: kept && { ...row, after: rulesInForce(kept.chat) } });
        });
    if (!changed.ok) return changed;
    if (changed.data) {
      const rules = rulesInForce(changed.data.chat);
      await hub.publish(showId, "chat:rules", rules);
      return ok(rules);
    }
  }
  return refuse("UNAVAILABLE");
};

/** Changes some modes of a show's chat. Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED or SHIELD_IS_ON. */
export const setChatModes = (
  deps: ChangeRulesDeps,
  viewer: { id: string },
  showId: string,
  changes: SetChatModes,
): Promise<Result<ChatRules>> =>
  changeRules(deps, viewer, showId, "chat:modes", async ({ chat }) =>
    chat.shield
      ? refuse("SHIELD_IS_ON")
      : // What was left out is not there at all: JSON knows no undefined.
        ok({ modes: ChatModes.parse({ ...chat.modes, ...changes }), shield: null }),
  );

/**
 * Turns Shield on, which lies over the modes, or off, whereupon they are what they were. Refuses with NOT_FOUND,
 * NOT_ALLOWED or SHOW_ENDED.
 */
export const setShield = (
  deps: ChangeRulesDeps,
  viewer: { id: string },
  showId: string,
  on: boolean,
): Promise<Result<ChatRules>> =>
  changeRules(deps, viewer, showId, on ? "chat:shield-on" : "chat:shield-off", async ({ chat, shopId }) =>
    ok({ modes: chat.modes, shield: on ? (chat.shield ?? (await deps.shieldOf(shopId))) : null }),
  );
