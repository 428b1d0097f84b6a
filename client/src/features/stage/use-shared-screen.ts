import type { PictureRef, Stage } from "@showdrop/shared";
import { useEffect, useRef } from "react";
import type { BroadcastControl } from "../../lib/media/index.ts";
import type { StageActs } from "./use-stage-acts.ts";

interface SharedScreen {
  userId: string;
  stage: Stage;
  broadcast: Pick<BroadcastControl, "state" | "screen">;
  acts: Pick<StageActs, "arrange">;
  /** Whose screen becomes the large picture by being shared: a small one cannot be read. For hosts, who may choose. */
  featuring: boolean;
}

/** Keeps what is featured in step with a screen of mine: nothing that is not shared any more stays the large picture. */
export const useSharedScreen = ({ userId, stage, broadcast, acts, featuring }: SharedScreen): void => {
  const { arrange } = acts;
  const { active } = broadcast.screen;
  const sending = broadcast.state === "sending";
  const mine = stage.featured?.userId === userId && stage.featured.source === "screen";

  const wasActive = useRef(false);
  useEffect(() => {
    const began = active && !wasActive.current;
    wasActive.current = active;
    const featured: PictureRef = { userId, source: "screen" };
    if (began && featuring) void arrange({ featured });
  }, [active, featuring, userId, arrange]);

  useEffect(() => {
    if (mine && sending && !active) void arrange({ featured: null });
  }, [mine, sending, active, arrange]);
};
