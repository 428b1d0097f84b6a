import { useEffect, useRef } from "react";
import { z } from "zod";
import { useTexts } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";

/** What the bank's page says when the buyer is through. */
const Finished = z.object({ source: z.literal("stripe-simulator"), type: z.literal("3ds_complete") });

/** A question of the bank to the buyer (3-D Secure), and what to do when they are through. */
export interface Challenge {
  url: string;
  onDone: () => void;
}

/** The bank's own page inside a sheet, below its title and the time left (24 units), or as far down as `--bank-top` says. It tells when it is finished; a buyer may also leave it, which pays nothing. */
export const BankPage = ({ challenge: { url, onDone } }: { challenge: Challenge }) => {
  const t = useTexts("checkout");
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    frame.current?.focus();
    const listen = (event: MessageEvent) => {
      const fromBank = event.source === frame.current?.contentWindow && event.origin === new URL(url).origin;
      if (fromBank && Finished.safeParse(event.data).success) onDone();
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [url, onDone]);
  return (
    <div
      data-bank
      className="absolute inset-x-0 top-[var(--bank-top,6rem)] bottom-0 z-10 flex flex-col bg-surface"
    >
      <iframe
        ref={frame}
        src={url}
        title={t("bank.title")}
        sandbox="allow-scripts allow-forms allow-same-origin"
        className="min-h-0 grow border-0 bg-white"
      />
      <div className="border-t border-line p-3">
        <Button variant="ghost" wide onClick={onDone}>
          {t("bank.leave")}
        </Button>
      </div>
    </div>
  );
};
