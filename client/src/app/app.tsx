import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter } from "react-router";
import { worldPath } from "../lib/world.ts";
import { Toaster } from "../ui/index.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Pages } from "./pages.tsx";
import { buildQueryClient } from "./query-client.ts";

export const App = () => {
  const [queries] = useState(buildQueryClient);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queries}>
        <BrowserRouter basename={worldPath || "/"}>
          <Toaster>
            <Pages />
          </Toaster>
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  );
};
