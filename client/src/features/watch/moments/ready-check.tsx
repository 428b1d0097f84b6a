import { addressRoutes, payoutRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Circle, CircleCheck } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTexts } from "../../../i18n/index.ts";
import { keyOf, useAnswer } from "../../../lib/api.ts";
import { useMe } from "../../../lib/session.ts";
import { isRehearsal } from "../../../lib/world.ts";
import { Button, classes } from "../../../ui/index.ts";
import { CardName } from "../../cards/card-name.tsx";

const SignInHere = lazy(() => import("./sign-in-here.tsx").then((m) => ({ default: m.SignInHere })));
const AddressDialog = lazy(() =>
  import("../../addresses/address-dialog.tsx").then((m) => ({ default: m.AddressDialog })),
);
const AddCardDialog = lazy(() =>
  import("../../cards/add-card-dialog.tsx").then((m) => ({ default: m.AddCardDialog })),
);

/** What is missing before one press buys; null while it is not known. */
const useReadiness = () => {
  const { me, loading } = useMe();
  const addresses = useAnswer(addressRoutes.listAddresses, {}, { enabled: me !== null });
  const cards = useAnswer(payoutRoutes.listCards, {}, { enabled: me !== null });
  if (loading || (me && (addresses.isPending || cards.isPending))) return null;
  return {
    signedIn: me !== null,
    address: (addresses.data?.items.length ?? 0) > 0,
    card: cards.data?.items[0] ?? null,
  };
};

/** Whether one press will buy when something opens: signed in, an address kept, a card kept; what is missing is mended here. */
export const ReadyCheck = ({ className }: { className?: string }) => {
  const t = useTexts("moments");
  const ready = useReadiness();
  const client = useQueryClient();
  const [mending, setMending] = useState<"signIn" | "address" | "card" | null>(null);
  if (!ready) return null;
  const { signedIn, address, card } = ready;
  const stop = () => setMending(null);
  return (
    <section
      aria-label={t("ready.title")}
      className={classes(
        "flex flex-col gap-1 rounded-lg border border-line bg-surface p-4 text-ink",
        className,
      )}
    >
      <h2 aria-live="polite" className="mb-1 font-semibold">
        {signedIn && address && (card || isRehearsal) ? t("ready.all") : t("ready.title")}
      </h2>
      <ul>
        <Line done={signedIn} text={t(signedIn ? "ready.signedIn" : "ready.signInFirst")}>
          <Button size="sm" onClick={() => setMending("signIn")}>
            {t("ready.signIn")}
          </Button>
        </Line>
        <Line done={address} text={t(address ? "ready.address" : "ready.noAddress")}>
          {signedIn && (
            <Button size="sm" onClick={() => setMending("address")}>
              {t("ready.addAddress")}
            </Button>
          )}
        </Line>
        {/* A rehearsal takes no card, and keeps none. */}
        {!isRehearsal && (
          <Line done={card !== null} text={card ? <CardName card={card} /> : t("ready.noCard")}>
            {signedIn && (
              <Button size="sm" onClick={() => setMending("card")}>
                {t("ready.addCard")}
              </Button>
            )}
          </Line>
        )}
      </ul>
      <Suspense>
        {mending === "signIn" && <SignInHere onClose={stop} />}
        {mending === "address" && (
          <AddressDialog
            saved={null}
            isFirst
            onSaved={() => {
              stop();
              void client.invalidateQueries({ queryKey: keyOf(addressRoutes.listAddresses) });
            }}
            onClose={stop}
          />
        )}
        {mending === "card" && <AddCardDialog onAdded={stop} onClose={stop} />}
      </Suspense>
    </section>
  );
};

const Line = ({ done, text, children }: { done: boolean; text: ReactNode; children?: ReactNode }) => {
  const t = useTexts("moments");
  return (
    <li className="flex min-h-11 items-center gap-2.5 text-sm">
      {done ? (
        <CircleCheck size={20} role="img" aria-label={t("ready.yes")} className="shrink-0 text-success" />
      ) : (
        <Circle size={20} role="img" aria-label={t("ready.notYet")} className="shrink-0 text-faint" />
      )}
      <span className="min-w-0 grow text-left">{text}</span>
      {!done && children}
    </li>
  );
};
