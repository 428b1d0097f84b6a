import { type DrawProof, type Giveaway, giveawayRoutes } from "@showdrop/shared";
import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { classes, Dialog, Loading, Notice, RefusalNotice } from "../../ui/index.ts";
import { notedCommit } from "./noted-commit.ts";
import { type DrawChecks, verifyDraw } from "./verify-draw.ts";

interface ProofDialogProps {
  open: boolean;
  onClose: () => void;
  giveaway: Giveaway;
  /** My own entry. */
  mine: string | null;
}

/** Works a draw out again in this browser and says what it found. */
export const ProofDialog = ({ open, onClose, giveaway, mine }: ProofDialogProps) => {
  const t = useTexts("giveaways");
  return (
    <Dialog open={open} onClose={onClose} title={t("proof.title")} wide>
      {open && <Proof giveaway={giveaway} mine={mine} />}
    </Dialog>
  );
};

const Proof = ({ giveaway, mine }: Pick<ProofDialogProps, "giveaway" | "mine">) => {
  const params = { giveawayId: giveaway.id };
  const proof = useAnswer(giveawayRoutes.readDrawProof, { params });
  if (proof.error) return <RefusalNotice refusal={proof.error} />;
  return proof.data ? <Found proof={proof.data} mine={mine} /> : <Loading />;
};

const order = ["seed", "noted", "list", "mine", "winners"] as const satisfies (keyof DrawChecks)[];

const Found = ({ proof, mine }: { proof: DrawProof; mine: string | null }) => {
  const t = useTexts("giveaways");
  const noted = notedCommit(proof.drawId);
  const checked = useQuery({
    queryKey: ["verify-draw", proof, noted, mine],
    queryFn: () => verifyDraw(proof, { noted, mine }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!checked.data) return <Loading />;
  const checks = checked.data;
  const looked = order.flatMap((what) => {
    const right = checks[what];
    return right === null ? [] : [{ what, right }];
  });
  const all = looked.every(({ right }) => right);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("proof.intro")}</p>
      <Notice tone={all ? "success" : "error"}>{t(all ? "proof.true" : "proof.false")}</Notice>
      <ul className="flex flex-col gap-2">
        {looked.map(({ what, right }) => (
          <li key={what} className="flex items-start gap-2.5">
            {right ? (
              <Check role="img" aria-label={t("proof.yes")} size={20} className="shrink-0 text-success" />
            ) : (
              <X role="img" aria-label={t("proof.no")} size={20} className="shrink-0 text-danger" />
            )}
            <span className={classes(!right && "font-semibold text-danger")}>{t(`proof.${what}`)}</span>
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-3 rounded-md bg-raised p-4 text-sm">
        <Fact name={t("proof.commit")} value={proof.commit} />
        <Fact name={t("proof.number")} value={proof.seed} />
        <Fact name={t("proof.entries")} value={String(proof.entrants.length)} />
        {mine && <Fact name={t("proof.entry")} value={mine} />}
      </dl>
      <a
        href={giveawayRoutes.readDrawProof.path.replace(":giveawayId", proof.drawId)}
        download={`draw-${proof.drawId}.json`}
        className="w-fit font-semibold text-accent-text underline underline-offset-4"
      >
        {t("proof.file")}
      </a>
    </div>
  );
};

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt className="font-semibold">{name}</dt>
    <dd className="font-mono break-all text-muted">{value}</dd>
  </div>
);
