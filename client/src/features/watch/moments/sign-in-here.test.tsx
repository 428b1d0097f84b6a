import { refuse } from "@showdrop/shared";
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { serve } from "../../../testing/serve.ts";
import { show } from "../../../testing/show.tsx";
import { SignInHere } from "./sign-in-here.tsx";

const me = {
  id: "0123456789abcdef01234567",
  displayName: "Ann",
  email: "ann@example.com",
  memberships: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  namedWhenBuying: false,
};

test("whoever has a second factor is asked for its code beside the show, and is in", async () => {
  const { error } = refuse("SECOND_FACTOR_REQUIRED");
  const seen = await serve(({ method, body }) => {
    if (method !== "POST") return { json: { me: null } };
    return body.includes("123456") ? { json: me } : { status: 401, json: { error } };
  });
  const onClose = vi.fn();
  const person = show(<SignInHere onClose={onClose} />, "/shows/one");
  await person.type(await screen.findByLabelText("Email"), "ann@example.com");
  await person.type(screen.getByLabelText("Password"), "a fine long password");
  await person.click(screen.getByRole("button", { name: "Sign in" }));
  await person.type(await screen.findByLabelText("Code"), "123456");
  await person.click(screen.getByRole("button", { name: "Sign in" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce(), { timeout: 15_000 });
  expect(seen.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body))).toMatchObject([
    { email: "ann@example.com" },
    { email: "ann@example.com", code: "123456" },
  ]);
});
