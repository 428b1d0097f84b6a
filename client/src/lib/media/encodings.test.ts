import { expect, test } from "vitest";
import { inOrderOfChoice } from "./encodings.ts";

const codecs = ["video/VP9", "video/rtx", "video/H264", "audio/opus", "video/VP8"].map((mimeType) => ({
  mimeType,
}));
const first = (phone: boolean, without = "") =>
  inOrderOfChoice(
    codecs.filter(({ mimeType }) => mimeType !== without),
    phone,
  )[0]?.mimeType;

test("VP8 on computers, H.264 on phones, and what there is where the first choice is missing", () => {
  expect(first(false)).toBe("video/VP8");
  expect(first(true)).toBe("video/H264");
  expect(first(false, "video/VP8")).toBe("video/H264");
  expect(first(true, "video/H264")).toBe("video/VP8");
  expect(inOrderOfChoice([{ mimeType: "audio/opus" }], false)).toEqual([]);
});
