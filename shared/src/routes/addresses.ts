import { SaveAddress, SavedAddress } from "../addresses.ts";
import { Done, ids, list, route } from "./parts.ts";

/** The addresses that an account keeps. */
export const addressRoutes = {
  listAddresses: route({
    method: "GET",
    path: "/api/addresses",
    summary: "My addresses, the default first",
    access: "signed-in",
    answer: list(SavedAddress),
  }),
  addAddress: route({
    method: "POST",
    path: "/api/addresses",
    summary: "Keep an address; the same one again is kept once",
    access: "signed-in",
    body: SaveAddress,
    answer: SavedAddress,
    refusals: ["ADDRESSES_FULL"],
  }),
  editAddress: route({
    method: "PUT",
    path: "/api/addresses/:addressId",
    summary: "Change one of my addresses, or make it the default",
    access: "signed-in",
    params: ids("addressId"),
    body: SaveAddress,
    answer: SavedAddress,
    refusals: ["NOT_FOUND"],
  }),
  removeAddress: route({
    method: "DELETE",
    path: "/api/addresses/:addressId",
    summary: "Forget one of my addresses",
    access: "signed-in",
    params: ids("addressId"),
    answer: Done,
    refusals: ["NOT_FOUND"],
  }),
} as const;
