import { ok, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import { addAddress, editAddress, type SaveAddressDeps } from "./save-address.ts";

type AddressCalls = "listAddresses" | "addAddress" | "editAddress" | "removeAddress";

export const addressesEdge = (deps: SaveAddressDeps): Pick<Handlers, AddressCalls> => ({
  listAddresses: async ({ viewer }) => ok({ items: await deps.addresses.of(viewer.id) }),

  addAddress: ({ viewer, body }) => addAddress(deps, viewer.id, body),

  editAddress: ({ viewer, params, body }) => editAddress(deps, viewer.id, params.addressId, body),

  async removeAddress({ viewer, params }) {
    const removed = await deps.addresses.remove(viewer.id, params.addressId);
    return removed ? ok({ done: true }) : refuse("NOT_FOUND");
  },
});
