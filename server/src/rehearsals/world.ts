import type { Server } from "node:http";
import type { Result, ShopRole } from "@showdrop/shared";
import type { RequestHandler } from "express";
import type { StayStore } from "../audience/stays.store.ts";
import type { Customer, Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import type { Db } from "../kit/mongo.ts";
import type { PresenceStore } from "../presence/presence.store.ts";

/** What the real server lends to the rehearsals' one. */
export interface Lent {
  http: Server;
  /** People sign in once, in the real world. */
  findCustomer(token: string): Promise<Customer | null>;
  livingSessions(ids: readonly string[]): Promise<Set<string>>;
}

/** A server of the same parts over a database of its own, where rehearsals are played. */
export interface World {
  db: Db;
  /** Answers its calls. */
  app: RequestHandler;
  handlers: Pick<
    Handlers,
    | "listDrops"
    | "placeHold"
    | "openCheckout"
    | "confirmPayment"
    | "releaseHold"
    | "listHeldMessages"
    | "readShow"
  >;
  commands: Pick<CommandHandlers, "chat:post">;
  presence: PresenceStore;
  stays: Pick<StayStore, "newId" | "save">;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  /** The shop of a show, a drop or a product; null when there is no such thing. */
  shopOf(kind: "shows" | "drops" | "products", id: string): Promise<string | null>;
  /** Takes a show on the air, unless it is. */
  goLive(showId: string): Promise<Result<unknown>>;
  stopHosting(shopId: string, userId: string): Promise<void>;
  /** Ends a show that is on, as the system does. */
  endShow(showId: string): Promise<void>;
  close(): Promise<void>;
}

/** Builds that server; main and tests hand it to the real one. */
export type OpenWorld = (lent: Lent) => Promise<World>;
