import { refuse } from "@showdrop/shared";
import { screen } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { type Seen, serve } from "../../testing/serve.ts";
import { show } from "../../testing/show.tsx";
import { SignInPage } from "./sign-in-page.tsx";

const me = {
  id: "0123456789abcdef01234567",
  displayName: "Ann",
  email: "ann@example.com",
  memberships: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  namedWhenBuying: false,
};

const open = (path: string) =>
  show(
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/orders" element={<h1>Orders</h1>} />
      <Route path="/" element={<h1>Home</h1>} />
    </Routes>,
    path,
  );

const enter = async (person: ReturnType<typeof show>, email: string, password: string) => {
  await person.type(await screen.findByLabelText("Email"), email);
  await person.type(screen.getByLabelText("Password"), password);
  await person.click(screen.getByRole("button", { name: "Sign in" }));
};

const posts = (seen: Seen[]) => seen.filter(({ method }) => method === "POST");

test("a wrong password is said in words, and what was entered stays", async () => {
  await serve(({ method }) =>
    method === "POST"
      ? { status: 401, json: { error: refuse("WRONG_CREDENTIALS").error } }
      : { json: { me: null } },
  );
  await enter(open("/sign-in"), "ann@example.com", "not-it");
  const notice = await screen.findByRole("alert");
  expect(notice.textContent).toBe("The email or the password is not right.");
  expect(screen.getByLabelText<HTMLInputElement>("Email").value).toBe("ann@example.com");
});

test("waiting times are told", async () => {
  const { error } = refuse("TOO_MANY_REQUESTS", { retryAfter: 30 });
  await serve(({ method }) =>
    method === "POST" ? { status: 429, json: { error } } : { json: { me: null } },
  );
  await enter(open("/sign-in"), "ann@example.com", "not-it");
  expect((await screen.findByRole("alert")).textContent).toContain("Try again in 30 seconds.");
});

test("a mistyped email is said at its field, and nothing is sent", async () => {
  const seen = await serve(() => ({ json: { me: null } }));
  await enter(open("/sign-in"), "ann", "secret-enough");
  const input = screen.getByLabelText("Email");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  const described = document.getElementById(input.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toBe("This does not look like an email address.");
  expect(posts(seen)).toEqual([]);
});

test("whoever signs in goes where they wanted to go", async () => {
  const seen = await serve(({ method }) => ({ json: method === "POST" ? me : { me: null } }));
  await enter(open("/sign-in?next=%2Forders"), "Ann@Example.com", "correct horse");
  await screen.findByRole("heading", { name: "Orders" });
  expect(posts(seen).map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
    ["/api/sessions", { email: "ann@example.com", password: "correct horse" }],
  ]);
});

test("a foreign address in ?next= leads home", async () => {
  await serve(({ method }) => ({ json: method === "POST" ? me : { me: null } }));
  await enter(open("/sign-in?next=%2F%2Fevil.example%2Fa"), "ann@example.com", "correct horse");
  await screen.findByRole("heading", { name: "Home" });
});
