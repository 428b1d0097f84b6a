import { ok, type Result } from "@showdrop/shared";
import { encodePicture } from "../catalog/encode-picture.ts";
import type { ImageFiles } from "../catalog/image-files.ts";
import { randomToken } from "../kit/random.ts";
import type { UserStore } from "../users/users.store.ts";

/** Pixels of the longest side: sharp where an avatar is largest, three to a point. */
const AVATAR_SIDE = 288;
const FOLDER = "/uploads/";

export interface AvatarDeps {
  users: UserStore;
  imageFiles: ImageFiles;
}

const discard = async ({ imageFiles }: AvatarDeps, url: string | null): Promise<void> => {
  if (url?.startsWith(FOLDER)) await imageFiles.remove(url.slice(FOLDER.length));
};

/** Gives somebody a picture, re-encoded; the one before is deleted. */
export const setAvatar = async (deps: AvatarDeps, userId: string, upload: Buffer): Promise<Result<null>> => {
  const picture = await encodePicture(upload, AVATAR_SIDE);
  if (!picture.ok) return picture;
  const name = `${randomToken(18)}.webp`;
  await deps.imageFiles.write(name, picture.data.bytes);
  await discard(deps, await deps.users.setAvatar(userId, `${FOLDER}${name}`));
  return ok(null);
};

/** Takes somebody's picture away, and deletes it. */
export const removeAvatar = async (deps: AvatarDeps, userId: string): Promise<void> =>
  discard(deps, await deps.users.setAvatar(userId, null));
