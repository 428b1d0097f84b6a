import { lazy, StrictMode, Suspense, useId, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";

// As on a page whose texts are still to come.
vi.resetModules();
const { textIn, useTexts } = await import("./index.ts");

const Reader = () => {
  const home = useTexts("home");
  const common = useTexts();
  const [greeting] = useState(() => home("title"));
  return (
    <p id={useId()}>
      {greeting} {common("signIn")}
    </p>
  );
};

/** Pages are loaded when they are gone to: what React draws then waits where it is, and goes on there. */
const Page = lazy(async () => ({ default: Reader }));

it("draws on where it waited for texts, without an error that React has to recover from", async () => {
  // As in the browser, where React draws in slices and not when a test says so.
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const place = document.createElement("div");
  const recovered = vi.fn();
  const root = createRoot(place, { onRecoverableError: recovered });
  root.render(
    <StrictMode>
      <Suspense fallback="Waiting">
        <Page />
      </Suspense>
    </StrictMode>,
  );
  await vi.waitFor(() => expect(place.textContent).toContain(textIn("en", "common", "signIn")));
  expect(recovered.mock.calls).toEqual([]);
  root.unmount();
});
