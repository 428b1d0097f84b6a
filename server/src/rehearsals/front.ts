import { refuse, routes } from "@showdrop/shared";
import { type RequestHandler, Router } from "express";
import type { Customer } from "../edge/call.ts";
import { sendRefusal } from "../edge/http.ts";
import type { World } from "./world.ts";

interface FrontDeps {
  readSessionToken(cookieHeader: string | undefined): string | null;
  findCustomer(token: string): Promise<Customer | null>;
  /** Whether anybody rehearses; while nobody does, there is no such place. */
  isOpen(): Promise<boolean>;
  world(): Promise<World>;
}

/** Calls that name nothing of a shop: what a page must know, who one is, and what is one's own. */
const ownPaths = [/^\/api\/(config|me)$/, /^\/api\/(holds|orders)\/[0-9a-f]{24}(\/\w+)*$/];
/** Calls that begin with a thing of one shop. */
const shopPaths = /^\/api\/(shops|shows|drops|products)\/([0-9a-f]{24})(\/.*)?$/;

/** The shop that a path is about; "own" for what is nobody's shop's; null for what there is not in a rehearsal. */
const shopOf = async (world: World, path: string): Promise<string | null> => {
  if (ownPaths.some((known) => known.test(path))) return "own";
  const [, kind, id] = shopPaths.exec(path) ?? [];
  if (!id) return null;
  if (kind === "shops") return id;
  return kind === "shows" || kind === "drops" || kind === "products" ? world.shopOf(kind, id) : null;
};

/**
 * The one door to rehearsals: whoever has no role in the shop that rehearses finds nothing behind it, and what a rehearsal
 * has no use for (accounts, payouts, lists of everything) is not there for anybody.
 */
export const rehearsalsFront = ({ readSessionToken, findCustomer, isOpen, world }: FrontDeps): Router => {
  const enter: RequestHandler = async (req, res, next) => {
    const gone = () => sendRefusal(res, refuse("NOT_FOUND").error);
    const token = readSessionToken(req.headers.cookie);
    const customer = token === null ? null : await findCustomer(token);
    // Nobody is signed in: the page must learn that, to ask them to.
    if (!customer && req.method === "GET" && req.path === routes.readMe.path)
      return void res.json({ me: null });
    if (!customer || customer.guest || !(await isOpen())) return gone();
    const there = await world();
    const shopId = await shopOf(there, req.path);
    if (shopId === null) return gone();
    if (shopId !== "own" && !(await there.roleOf(shopId, customer.id))) return gone();
    there.app(req, res, next);
  };
  const front = Router();
  // Everything else below this path is the client's own page.
  front.use((req, res, next) => (req.path.startsWith("/api/") ? enter(req, res, next) : next()));
  return front;
};
