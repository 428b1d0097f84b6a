import type { Access, AnswerOf, AnyRoute, BodyOf, ParamsOf, QueryOf, Result, Routes } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";

/** Who is asking. */
export interface Viewer {
  id: string;
  displayName: string;
  email: string;
  sessionId: string;
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
  viewer: R["access"] extends "signed-in" ? Viewer : Viewer | null;
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

/** The one cookie there is. */
export interface Cookies {
  setSession(token: string, maxAgeSeconds: number): void;
  clearSession(): void;
}

export type Handler<R extends AnyRoute> = (call: Call<R>) => Promise<Result<AnswerOf<R>>>;

export type Handlers = { [N in keyof Routes]: Handler<Routes[N]> };

/** What any handler can be called with; the router alone uses it, after parsing. */
export type ParsedCall = Call<AnyRoute & { access: Access }>;
