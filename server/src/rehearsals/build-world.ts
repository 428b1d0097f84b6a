import { type Refusal, refuse } from "@showdrop/shared";
import type { ShowStore } from "../shows/shows.store.ts";
import type { World } from "./world.ts";

interface WorldParts extends Omit<World, "shopOf" | "close"> {
  shows: Pick<ShowStore, "find">;
  shopOfDrop(dropId: string): Promise<string | null>;
  shopOfProduct(productId: string): Promise<string | null>;
}

const showNamedIn = (input: object): string | null =>
  "showId" in input && typeof input.showId === "string" ? input.showId : null;

/** What rehearsals have of the server that is theirs, with who may ask its hub for what. */
export const buildWorld = ({ shows, shopOfDrop, shopOfProduct, ...parts }: WorldParts) => {
  const shopOfShow = async (id: string): Promise<string | null> => (await shows.find(id))?.shopId ?? null;
  const shopsOf = { shows: shopOfShow, drops: shopOfDrop, products: shopOfProduct };
  return {
    ...parts,
    shopOf: (kind: keyof typeof shopsOf, id: string) => shopsOf[kind](id),
    /** A show that is rehearsed is there for its own team alone. */
    async refuse(viewer: { id: string } | null, input: object): Promise<Refusal | null> {
      const showId = showNamedIn(input);
      if (showId === null) return null;
      const shopId = await shopOfShow(showId);
      const role = shopId && viewer ? await parts.roleOf(shopId, viewer.id) : null;
      return role ? null : refuse("NOT_FOUND").error;
    },
  };
};
