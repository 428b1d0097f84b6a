import { type FollowChange, type Following, type FollowKind, followRoutes } from "@showdrop/shared";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useLanguage } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { useToast } from "../../ui/index.ts";

const listOf = { shop: "shops", show: "shows", drop: "drops" } as const satisfies Record<
  FollowKind,
  keyof Following
>;

const followingKey = keyOf(followRoutes.readFollowing, {});

/** Takes in that something is followed, or no longer: by a tap here, or on another page of the same person. */
export const rememberFollow = (client: QueryClient, { kind, id, following }: FollowChange): void => {
  client.setQueryData<Following>(followingKey, (known) => {
    if (!known) return known;
    const others = known[listOf[kind]].filter((each) => each !== id);
    return { ...known, [listOf[kind]]: following ? [id, ...others] : others };
  });
  if (kind === "shop") {
    void client.invalidateQueries({ queryKey: keyOf(followRoutes.listFollowedShops) });
    void client.invalidateQueries({ queryKey: keyOf(followRoutes.countFollowers) });
  }
};

/** After the line was down: what changed meanwhile was told to nobody. */
export const refreshFollowing = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: followingKey });

/** Whether I follow something, and the switch of it. A visitor is led to signing in, and back. */
export const useFollow = (kind: FollowKind, id: string) => {
  const client = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { language } = useLanguage();
  const { me, loading } = useMe();
  const [busy, setBusy] = useState(false);
  const { data, isPending } = useAnswer(
    followRoutes.readFollowing,
    {},
    { enabled: me !== null, staleTime: 60_000 },
  );
  const follows = data?.[listOf[kind]].includes(id) ?? false;

  /** @returns whether it is followed now because of this tap. */
  const toggle = async (): Promise<boolean> => {
    if (!me) {
      await navigate(signInPath(`${pathname}${search}`));
      return false;
    }
    setBusy(true);
    const params = { kind, id };
    const result = follows
      ? await call(followRoutes.unfollow, { params })
      : await call(followRoutes.follow, {
          params,
          // Where and in which language they are is what their first settings are made of.
          body: { locale: language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        });
    setBusy(false);
    if (!result.ok) {
      toast.refusal(result.error);
      return false;
    }
    rememberFollow(client, { ...params, following: !follows });
    return !follows;
  };
  /** Not known yet: neither the one nor the other is shown for a moment, to turn into its opposite. */
  const unknown = loading || (me !== null && isPending);
  return { follows, toggle, busy, unknown };
};
