import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { buildQueryClient } from "../app/query-client.ts";
import { Toaster } from "../ui/index.ts";

/** Draws a part of the application with all that surrounds it, at an address; gives the person who uses it. */
export const show = (children: ReactNode, path = "/") => {
  const person = userEvent.setup();
  render(
    <QueryClientProvider client={buildQueryClient()}>
      <MemoryRouter initialEntries={[path]}>
        <Toaster>{children}</Toaster>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return person;
};
