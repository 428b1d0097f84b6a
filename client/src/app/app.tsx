import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Toaster } from "../ui/index.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Pages } from "./pages.tsx";

interface AppProps {
  queries: QueryClient;
  /** Puts the pages below a router: the browser's, or that of the one address that the server draws. */
  route: (pages: ReactNode) => ReactNode;
}

/** The application: the same in the browser and where its first picture is drawn. */
export const App = ({ queries, route }: AppProps) => (
  <ErrorBoundary>
    <QueryClientProvider client={queries}>
      {route(
        <Toaster>
          <Pages />
        </Toaster>,
      )}
    </QueryClientProvider>
  </ErrorBoundary>
);
