import { expect, test } from "vitest";
import { type Action, can } from "./can.ts";

const everything: Action[] = [
  "shop:edit",
  "team:manage",
  "team:see",
  "catalog:edit",
  "stock:move",
  "show:manage",
  "show:host",
  "pins:set",
  "drop:manage",
  "orders:see",
  "revenue:see",
  "followers:see",
  "chat:moderate",
];

test("an owner may do everything, a manager all but run the shop and its team, a moderator chat and who follows", () => {
  const mayNot = (role: Parameters<typeof can>[0]) => everything.filter((action) => !can(role, action));
  expect(mayNot("owner")).toEqual([]);
  expect(mayNot("manager")).toEqual(["shop:edit", "team:manage"]);
  expect(everything.filter((action) => can("moderator", action))).toEqual(["followers:see", "chat:moderate"]);
  expect(mayNot(null)).toEqual(everything);
});
