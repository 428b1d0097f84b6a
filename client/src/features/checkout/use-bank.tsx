import { type ReactNode, useState } from "react";
import { BankPage, type Challenge } from "./bank-page.tsx";

/** Shows the bank's page when it asks. */
export const useBank = (): { ask: (url: string) => Promise<void>; page: ReactNode } => {
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const ask = (url: string) =>
    new Promise<void>((answered) => {
      setChallenge({
        url,
        onDone: () => {
          setChallenge(null);
          answered();
        },
      });
    });
  return { ask, page: challenge && <BankPage challenge={challenge} /> };
};
