import type { Access, AnswerOf, AnyRoute, BodyOf, ParamsOf, QueryOf, Result, Routes } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";

/** Who is asking: an account. */
export interface Viewer {
  id: string;
  displayName: string;
  email: string;
  sessionId: string;
}

/** Who fills a cart and buys: an account, or a guest, who has neither name nor email until they say. */
export type Customer =
  | (Viewer & { guest: false })
  | { id: string; displayName: null; email: null; sessionId: string; guest: true };

/** A helper's screen that was paired with one show. It acts for whoever paired it. */
export interface Screen {
  id: string;
  showId: string;
  shopId: string;
  by: string;
  device: string;
  pairedAt: Date;
  seenAt: Date;
}

export interface UploadedFile {
  bytes: Buffer;
  name: string;
}

/** One parsed, authorised HTTP call, as a use case's edge sees it. */
export interface Call<R extends AnyRoute> {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** To what asks for nobody or an account, a guest is nobody. */
  viewer: R["access"] extends "signed-in" ? Viewer : Viewer | null;
  /** The same person, or a guest. */
  customer: R["access"] extends "customer" | "signed-in" ? Customer : Customer | null;
  /** Who asks what only a second screen may; to every other call such a screen is nobody. */
  screen: R["access"] extends "screen" ? Screen : null;
  /** Empty unless the route is idempotent, when it is always there. */
  idempotencyKey: string;
  /** Null unless the route is an upload. */
  file: UploadedFile | null;
  /** The caller's network, for rate limits. */
  network: string;
  /** What the caller's program says it is; empty when it says nothing. */
  userAgent: string;
  cookies: Cookies;
  log: Logger;
}

/** The cookies there are. */
export interface Cookies {
  setSession(token: string, maxAgeSeconds: number): void;
  clearSession(): void;
  setScreen(token: string, maxAgeSeconds: number): void;
  clearScreen(): void;
}

export type Handler<R extends AnyRoute> = (call: Call<R>) => Promise<Result<AnswerOf<R>>>;

export type Handlers = { [N in keyof Routes]: Handler<Routes[N]> };

/** What any handler can be called with; the router alone uses it, after parsing. */
export type ParsedCall = Call<AnyRoute & { access: Access }>;
