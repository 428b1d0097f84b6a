import { ok, SCREEN_HOURS } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { deviceName } from "../kit/device-name.ts";
import { type AnswerQuestionDeps, answerQuestion } from "../questions/answer-question.ts";
import { featureQuestion } from "../questions/feature-question.ts";
import { type MoveInRunDeps, moveRun } from "../run-of-show/move-in-run.ts";
import {
  beginPairing,
  type PairingDeps,
  pairScreen,
  readScreen,
  showToPair,
  viewScreen,
} from "./pair-screen.ts";
import { leaveScreen, removeScreen } from "./remove-screen.ts";

type PairingCalls =
  | "beginPairing"
  | "listScreens"
  | "removeScreen"
  | "pairScreen"
  | "readScreen"
  | "moveOnScreen"
  | "featureOnScreen"
  | "answerOnScreen"
  | "leaveScreen";

export const pairingEdge = (
  deps: PairingDeps & MoveInRunDeps & AnswerQuestionDeps & { limits: Limits },
): Pick<Handlers, PairingCalls> => ({
  async beginPairing({ viewer, params }) {
    const tooOften = await deps.limits.take("pairing", viewer.id);
    return tooOften ? { ok: false, error: tooOften } : beginPairing(deps, viewer, params.showId);
  },
  async listScreens({ viewer, params }) {
    const show = await showToPair(deps, viewer, params.showId);
    return show.ok ? ok({ items: (await deps.screens.ofShow(show.data.id)).map(viewScreen) }) : show;
  },
  removeScreen: ({ viewer, params }) => removeScreen(deps, viewer, params),

  async pairScreen({ body, network, userAgent, cookies }) {
    const tooOften = await deps.limits.take("pairScreen", network);
    if (tooOften) return { ok: false, error: tooOften };
    const paired = await pairScreen(deps, body.code, deviceName(userAgent));
    if (!paired.ok) return paired;
    cookies.setScreen(paired.data.token, SCREEN_HOURS * 3600);
    return ok(paired.data.view);
  },
  readScreen: ({ screen }) => readScreen(deps, screen),
  moveOnScreen: ({ screen, body }) => moveRun(deps, screen.showId, body),
  // What a screen does, it does for whoever paired it, within what they may.
  featureOnScreen: ({ screen, body }) => featureQuestion(deps, { id: screen.by }, screen.showId, body),
  async answerOnScreen({ screen, params }) {
    const { showId, by } = screen;
    const answered = await answerQuestion(deps, { id: by }, { showId, ...params });
    return answered.ok ? ok({ done: true }) : answered;
  },
  async leaveScreen({ screen, cookies }) {
    cookies.clearScreen();
    return leaveScreen(deps, screen);
  },
});
