import type { Customer, Viewer } from "./call.ts";
import { sessionCookie } from "./session-cookie.ts";

/** Finds the account that a request's cookie belongs to, for what stands beside the calls of the API; null for a guest. */
export const createViewerOf = ({
  production,
  findCustomer,
}: {
  production: boolean;
  findCustomer(token: string): Promise<Customer | null>;
}) => {
  const { read } = sessionCookie(production);
  return async (cookie: string | undefined): Promise<Viewer | null> => {
    const token = read(cookie);
    const customer = token === null ? null : await findCustomer(token);
    return customer?.guest === false ? customer : null;
  };
};
