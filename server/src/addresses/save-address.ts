import {
  MAX_SAVED_ADDRESSES,
  ok,
  type Result,
  refuse,
  type SaveAddress,
  type SavedAddress,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { AddressStore } from "./addresses.store.ts";

export interface SaveAddressDeps {
  addresses: AddressStore;
  clock: Clock;
}

/** One of a person's addresses, as it is kept now. */
const keptOf = async (addresses: AddressStore, userId: string, id: string): Promise<Result<SavedAddress>> => {
  const kept = (await addresses.of(userId)).find((saved) => saved.id === id);
  return kept ? ok(kept) : refuse("NOT_FOUND");
};

/** The same address again is kept once: a checkout saves what it was given each time. */
const isSame = (a: SavedAddress["address"], b: SavedAddress["address"]): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Keeps an address for a person. Refuses with ADDRESSES_FULL. */
export const addAddress = async (
  { addresses, clock }: SaveAddressDeps,
  userId: string,
  form: SaveAddress,
): Promise<Result<SavedAddress>> => {
  const at = new Date(clock.now());
  const kept = await addresses.of(userId);
  const same = kept.find(({ address }) => isSame(address, form.address));
  if (same) {
    await addresses.edit(userId, same.id, form, at);
    return keptOf(addresses, userId, same.id);
  }
  if (kept.length >= MAX_SAVED_ADDRESSES) return refuse("ADDRESSES_FULL");
  return keptOf(addresses, userId, await addresses.add(userId, form, at));
};

/** Changes an address or makes it the default. Refuses with NOT_FOUND when this person has no such address. */
export const editAddress = async (
  { addresses, clock }: SaveAddressDeps,
  userId: string,
  id: string,
  form: SaveAddress,
): Promise<Result<SavedAddress>> => {
  const found = await addresses.edit(userId, id, form, new Date(clock.now()));
  return found ? keptOf(addresses, userId, id) : refuse("NOT_FOUND");
};
