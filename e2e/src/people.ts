import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type ApiClient, createApiClient } from "@showdrop/local/api-client.ts";
import { routes } from "@showdrop/shared";

/** One pixel a point: every page paints its video without a graphics card. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const;
export type Device = keyof typeof devices;

export const PASSWORD = "seven quiet lanterns";

/** Somebody with a device in front of them; without an account until they sign up. */
export type Person = {
  readonly name: string;
  readonly email: string;
  readonly page: Page;
  readonly context: BrowserContext;
};

/** Somebody who is signed in, on the page and over HTTP. */
export type Member = Person & { readonly id: string; readonly api: ApiClient };

export type Arrival = {
  on?: Device;
  /**
   * Has the fake camera: a small picture that the tests recognise, the same in a dark room, the same but not allowed, or
   * 720p of no meaning.
   */
  camera?: boolean | "dark" | "refused" | "720p";
  /** Is in the test's own network, which can be broken. */
  apart?: boolean;
  locale?: string;
  colorScheme?: "light" | "dark";
  /** Pixels a point, for pictures. */
  deviceScaleFactor?: number;
};

export type People = {
  /** Somebody without an account. */
  visitor(name: string, arrival?: Arrival): Promise<Person>;
  /** Somebody whose account was made over HTTP, signed in on their device. */
  member(name: string, arrival?: Arrival): Promise<Member>;
  /** Somebody with an account who calls over HTTP alone. */
  caller(name: string): Promise<ApiClient>;
  /** Somebody who signed up on their page, over HTTP too. */
  overHttp(person: Person): Promise<Member>;
  /** The same person on a further device. */
  again(member: Pick<Member, "api">, arrival?: Arrival): Promise<Page>;
  /** Everybody leaves. @throws when one of their pages had an error that nobody caught */
  leave(): Promise<void>;
};

/** Where people sit: which browser they use, and how they reach the platform from there. */
export type Seats = {
  browser(arrival: Pick<Arrival, "camera" | "apart">): Promise<Browser>;
  url(arrival: Pick<Arrival, "apart">): string;
};

/** Lets people in, each with a browser of their own as far as cookies and storage go. */
export function createPeople(seats: Seats): People {
  const url = seats.url({});
  let arrivals = 0;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  const open = async (arrival: Arrival): Promise<BrowserContext> => {
    const { on = "desktop", camera = false, apart = false, ...more } = arrival;
    const context = await (await seats.browser({ camera, apart })).newContext({
      baseURL: seats.url({ apart }),
      locale: "en-US",
      timezoneId: "Asia/Seoul",
      ...devices[on],
      ...(camera ? { permissions: camera === "refused" ? ["microphone"] : ["camera", "microphone"] } : {}),
      ...more,
    });
    context.on("weberror", (error) => faults.push(`${error.page()?.url()}: ${error.error().stack}`));
    contexts.push(context);
    return context;
  };
  const emailOf = (name: string) =>
    `${name.toLowerCase().replaceAll(/[^a-z]/g, "")}${++arrivals}@example.com`;
  const visitor = async (name: string, arrival: Arrival = {}): Promise<Person> => {
    const context = await open(arrival);
    return { name, email: emailOf(name), context, page: await context.newPage() };
  };
  const signUp = async (name: string, email: string) => {
    const api = createApiClient(url);
    const body = { displayName: name, email, password: PASSWORD };
    const { id } = await api.must(routes.signUp, { body });
    return { id, api };
  };
  const carry = (api: ApiClient, context: BrowserContext, arrival: Arrival = {}) => {
    const [name = "", value = ""] = api.cookies().split("=", 2);
    return context.addCookies([{ name, value, url: seats.url(arrival) }]);
  };

  return {
    visitor,
    async member(name, arrival) {
      const person = await visitor(name, arrival);
      const account = await signUp(name, person.email);
      await carry(account.api, person.context, arrival);
      return { ...person, ...account };
    },
    caller: async (name) => (await signUp(name, emailOf(name))).api,
    async overHttp(person) {
      const api = createApiClient(url);
      const { id } = await api.must(routes.signIn, { body: { email: person.email, password: PASSWORD } });
      return { ...person, id, api };
    },
    async again({ api }, arrival = {}) {
      const context = await open(arrival);
      await carry(api, context, arrival);
      return context.newPage();
    },
    async leave() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      const found = faults.splice(0);
      if (found.length > 0) throw new Error(`errors that nobody caught:\n${found.join("\n")}`);
    },
  };
}
