import { type Emote, MAX_EMOTES, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import { encodePicture } from "../catalog/encode-picture.ts";
import type { ImageFiles } from "../catalog/image-files.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import type { EmoteStore } from "./emotes.store.ts";

/** Pixels of an emote's longest side: four times the height of a line of chat, sharp on every phone. */
const EMOTE_SIDE = 112;

export interface EditEmotesDeps {
  emotes: EmoteStore;
  imageFiles: ImageFiles;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

interface Which {
  shopId: string;
  actorId: string;
  code: string;
}

/** Adds an emote; its picture is made small, and nothing of the upload's bytes survives. */
export const addEmote = async (
  { emotes, imageFiles, transact, audit }: EditEmotesDeps,
  { shopId, actorId, code, upload }: Which & { upload: Buffer },
): Promise<Result<Emote>> => {
  const known = await emotes.ofShop(shopId);
  if (known.some((emote) => emote.code === code)) return refuse("EMOTE_CODE_TAKEN", { path: "code" });
  if (known.length >= MAX_EMOTES) return refuse("TOO_MANY_EMOTES");
  const picture = await encodePicture(upload, EMOTE_SIDE);
  if (!picture.ok) return picture;
  const name = `${randomToken(18)}.webp`;
  await imageFiles.write(name, picture.data.bytes);
  const forget = () => imageFiles.remove(name);
  try {
    const added = await transact<Emote>(async (session) => {
      const emote = await emotes.add({ shopId, code, url: `/uploads/${name}` }, session);
      if (!emote) return refuse("EMOTE_CODE_TAKEN", { path: "code" });
      await audit({ actorId, action: "emote:add", subject: `shop:${shopId}`, after: { code } }, session);
      return ok(emote);
    });
    if (!added.ok) await forget();
    return added;
  } catch (error) {
    await forget();
    throw error;
  }
};

/** Takes an emote away. Its picture stays: messages show it. */
export const removeEmote = async (
  { emotes, transact, audit }: EditEmotesDeps,
  { shopId, actorId, code }: Which,
): Promise<Result<{ done: true }>> =>
  transact<{ done: true }>(async (session) => {
    if (!(await emotes.remove(shopId, code, session))) return refuse("NOT_FOUND");
    await audit({ actorId, action: "emote:remove", subject: `shop:${shopId}`, before: { code } }, session);
    return ok({ done: true });
  });
