import type { pins as en } from "../en/pins.ts";
import type { Texts } from "../texts.ts";

export const pins: Texts<typeof en> = {};
