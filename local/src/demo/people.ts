import { type Me, routes } from "@showdrop/shared";
import { type ApiClient, createApiClient, RefusedError } from "../api-client.ts";

/** One password for all, told to whoever starts the demo. They are accounts on a machine's own platform, no secrets. */
export const DEMO_PASSWORD = "moonjar-demo";

export type Language = "en" | "ko";

/** A demo account, signed in. */
export type DemoPerson = {
  email: string;
  language: Language;
  client: ApiClient;
  me: Me;
};

type Part = { email: string; displayName: string; language: Language };

const part = (name: string, displayName: string, language: Language): Part => ({
  email: `${name}@demo.showdrop.local`,
  displayName,
  language,
});

/** Those whom visitors may sign in as. */
export const cast = {
  creator: part("mina", "Mina Seo", "en"),
  moderator: part("jun", "Jun", "ko"),
  buyer: part("alex", "Alex Kim", "en"),
  secondBuyer: part("sora", "소라", "ko"),
} as const;

/** Those who watch, chat and buy by themselves. */
export const audience: readonly Part[] = [
  part("haeun", "하은", "ko"),
  part("theo", "Theo", "en"),
  part("jiwoo", "지우맘", "ko"),
  part("ines", "Inês", "en"),
  part("marcus", "marcus_pots", "en"),
];

/**
 * Signs in, or up the first time.
 * @throws RefusedError when neither works: somebody changed the password, or the server is not there
 */
export const enter = async (url: string, { email, displayName, language }: Part): Promise<DemoPerson> => {
  const client = createApiClient(url);
  const signedIn = await client.call(routes.signIn, { body: { email, password: DEMO_PASSWORD } });
  if (signedIn.ok) return { email, language, client, me: signedIn.data };
  if (signedIn.error.code !== "WRONG_CREDENTIALS")
    throw new RefusedError(`signing in ${email}`, signedIn.error);
  const me = await client.must(routes.signUp, { body: { email, password: DEMO_PASSWORD, displayName } });
  return { email, language, client, me };
};

/** Signs in anew where the session has ended, through the same client. */
export const enterAgain = async ({ client, email }: DemoPerson): Promise<void> => {
  await client.must(routes.signIn, { body: { email, password: DEMO_PASSWORD } });
};

/** Does something as a person, and once more after signing in again if their session has ended. */
export const as = async <T>(person: DemoPerson, act: (client: ApiClient) => Promise<T>): Promise<T> => {
  try {
    return await act(person.client);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.code !== "SIGN_IN_REQUIRED") throw error;
    await enterAgain(person);
    return act(person.client);
  }
};
