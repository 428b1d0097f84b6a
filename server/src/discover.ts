import type { Image, Product, ShopCard } from "@showdrop/shared";
import type { AuditRow } from "./audit/audit.store.ts";
import type { CatalogStore } from "./catalog/catalog.store.ts";
import { viewClips } from "./clips/clip-views.ts";
import { clipsEdge } from "./clips/clips.edge.ts";
import { createClipStore } from "./clips/clips.store.ts";
import type { Config } from "./config.ts";
import { calendarEdge } from "./discovery/calendar.edge.ts";
import { discoveryEdge } from "./discovery/discovery.edge.ts";
import { fillFindables } from "./discovery/fill-findables.ts";
import { createFindPreview } from "./discovery/find-preview.ts";
import { createFindableStore } from "./discovery/findable.store.ts";
import { type ReadHomeDeps, readFirstOnHome } from "./discovery/read-home.ts";
import { createListSite } from "./discovery/site-map.ts";
import type { Limits } from "./edge/limits.ts";
import { createShowLog } from "./hub/show-log.store.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Clock } from "./kit/clock.ts";
import { createMemory } from "./kit/memory.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import { createRecordingStore } from "./recordings/recordings.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { ShopStore } from "./shops/shops.store.ts";
import type { ShowViews } from "./shows/show-views.ts";
import type { ShowStore } from "./shows/shows.store.ts";

interface DiscoverNeeds extends Pick<ReadHomeDeps, "followsOf"> {
  config: Config;
  db: Db;
  limits: Limits;
  clock: Clock;
  jobs: Jobs;
  shows: ShowStore;
  shops: ShopStore;
  catalog: CatalogStore;
  views: ShowViews;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  findImages(shopId: string, ids: readonly string[]): Promise<Map<string, Image>>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** The picture on top of the front page is asked for in its head: it may be another for so many milliseconds. */
const FIRST_ON_HOME_MS = 5_000;

/** Wires how people find things: home, search, clips, calendars, and what a link says of itself. */
export const buildDiscover = (needs: DiscoverNeeds) => {
  const { config, db, jobs, shows, shops, catalog, views } = needs;
  const clips = createClipStore(db);
  const deps = {
    ...{ ...needs, clips, publicUrl: config.publicUrl },
    findables: createFindableStore(db),
    recordings: createRecordingStore(db),
    showLog: createShowLog(db),
    findProduct: (id: string) => catalog.find(id),
  };
  const firstOnHome = createMemory({
    read: () => readFirstOnHome({ shows, views }),
    ...{ forMs: FIRST_ON_HOME_MS, most: 1 },
  });
  let stopJobs = async (): Promise<void> => undefined;
  return {
    handlers: {
      ...clipsEdge(deps),
      ...discoveryEdge({
        ...deps,
        newestClips: async (category, limit) => viewClips(deps, await clips.list({ category }, limit)),
      }),
    },
    calendar: calendarEdge({
      ...deps,
      async findShow(showId) {
        const show = await shows.find(showId);
        return show && views.one(show);
      },
    }),
    findPreview: createFindPreview({ ...deps, firstOnHome: () => firstOnHome.recall("") }),
    listSite: createListSite({ shops, products: catalog, shows, clips }),
    start(): void {
      stopJobs = jobs.start([fillFindables([shops, shows, catalog])]);
    },
    stop: () => stopJobs(),
  };
};
