import { Category, type FirstAnswer, Handle, Id, type Result, routes } from "@showdrop/shared";
import type { Call, Handlers } from "../edge/call.ts";
import type { Logger } from "../kit/logger.ts";

/** A page that is drawn: its address, without what changes nothing in it, and what it asks first. */
export interface DrawablePage {
  address: string;
  /** @returns null where the answer is no; the page then says so by itself */
  ask(): Promise<FirstAnswer[] | null>;
}

export interface FirstAnswersDeps {
  handlers: Pick<Handlers, "readHome" | "readProduct" | "readShopPage" | "readShow">;
  log: Logger;
}

const noCookies: Call<(typeof routes)["readHome"]>["cookies"] = {
  setSession: () => undefined,
  clearSession: () => undefined,
  setScreen: () => undefined,
  clearScreen: () => undefined,
};

/** Every page asks who is signed in. */
const nobody: FirstAnswer = { path: routes.readMe.path, args: {}, data: { me: null } };

/**
 * Says which pages are drawn before they are sent, and asks for a stranger what each asks first: what the front page, a shop's,
 * a product's and a show's in the client ask (features/home, shop, catalog and watch).
 */
export const createFirstAnswers = ({ handlers, log }: FirstAnswersDeps) => {
  const stranger = {
    ...{ viewer: null, customer: null, screen: null, file: null, body: undefined },
    ...{ idempotencyKey: "", network: "", userAgent: "", cookies: noCookies, log },
  };
  /** What is asked for one page, of which this is all that differs. */
  const page = <T>(
    address: string,
    path: string,
    args: FirstAnswer["args"],
    answer: () => Promise<Result<T>>,
  ): DrawablePage => ({
    address,
    async ask() {
      const result = await answer();
      return result.ok ? [nobody, { path, args, data: result.data }] : null;
    },
  });
  const { readHome, readProduct, readShopPage, readShow } = routes;

  return (path: string, search: URLSearchParams): DrawablePage | null => {
    if (path === "/") {
      const category = Category.safeParse(search.get("category")).data;
      const query = category ? { category } : {};
      const address = category ? `/?category=${category}` : "/";
      const ask = () => handlers.readHome({ ...stranger, params: {}, query });
      return page(address, readHome.path, { query }, ask);
    }
    const [, kind, id] = /^\/(shows|products)\/([^/]+)\/?$/.exec(path) ?? [];
    if (id && Id.safeParse(id).success) {
      const address = `/${kind}/${id}`;
      if (kind === "shows") {
        const params = { showId: id };
        const ask = () => handlers.readShow({ ...stranger, params, query: {} });
        return page(address, readShow.path, { params }, ask);
      }
      const params = { productId: id };
      const ask = () => handlers.readProduct({ ...stranger, params, query: {} });
      return page(address, readProduct.path, { params }, ask);
    }
    const [, typed] = /^\/@([^/]+)\/?$/.exec(path) ?? [];
    const handle = Handle.safeParse(typed?.toLowerCase()).data;
    if (!handle) return null;
    const params = { handle };
    const ask = () => handlers.readShopPage({ ...stranger, params, query: {} });
    return page(`/@${handle}`, readShopPage.path, { params }, ask);
  };
};

export type FirstAnswers = ReturnType<typeof createFirstAnswers>;
