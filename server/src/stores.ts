import { resolve } from "node:path";
import type { Parts } from "./app.ts";
import { createAuditStore } from "./audit/audit.store.ts";
import { createCatalogStore } from "./catalog/catalog.store.ts";
import { createImageFiles } from "./catalog/image-files.ts";
import { createImageStore } from "./catalog/images.store.ts";
import { createLineStore } from "./chat/lines.store.ts";
import { createBanStore } from "./moderation/bans.store.ts";
import { createReconciliationStore } from "./reconcile/reconciliations.store.ts";
import { createMemberStore } from "./shops/members.store.ts";
import { createShopStore } from "./shops/shops.store.ts";
import { createShowStore } from "./shows/shows.store.ts";
import { createStockStore } from "./stock/stock.store.ts";
import { createStreamKeyStore } from "./stream-keys/stream-keys.store.ts";
import { createSessionStore } from "./users/sessions.store.ts";
import { createUserStore } from "./users/users.store.ts";

/** The record's stores that more than one part of the server asks. */
export const createStores = ({ config, db, clock }: Pick<Parts, "config" | "db" | "clock">) => {
  const stock = createStockStore(db, clock);
  return {
    users: createUserStore(db),
    sessions: createSessionStore(db),
    audit: createAuditStore(db, clock),
    shops: createShopStore(db),
    members: createMemberStore(db),
    stock,
    catalog: createCatalogStore(db, stock),
    images: createImageStore(db),
    imageFiles: createImageFiles(resolve(config.uploadDir)),
    shows: createShowStore(db),
    bans: createBanStore(db),
    streamKeys: createStreamKeyStore(db),
    reconciliations: createReconciliationStore(db),
    systemLines: createLineStore(db),
  };
};
export type Stores = ReturnType<typeof createStores>;
