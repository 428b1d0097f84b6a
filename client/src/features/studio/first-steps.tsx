import type { ShopPage } from "@showdrop/shared";
import { ArrowRight, Check } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import { sortShows } from "../shows/sort-shows.ts";
import { Tile } from "./tile.tsx";

const Step = ({
  to,
  number,
  done,
  title,
  text,
}: {
  to: string;
  number: number;
  done: boolean;
  title: string;
  text: string;
}) => {
  const t = useTexts("studio");
  return (
    <li>
      <Link to={to} className="flex items-center gap-4 rounded-md p-3 hover:bg-raised">
        <span
          aria-hidden
          className={classes(
            "flex size-9 shrink-0 items-center justify-center rounded-full font-semibold",
            done ? "bg-success-soft text-success" : "bg-accent-soft text-accent-text",
          )}
        >
          {done ? <Check size={18} /> : number}
        </span>
        <span className="grow">
          <span className={classes("block font-semibold", done && "text-muted line-through")}>
            {title}
            {done && <span className="sr-only"> ({t("overview.done")})</span>}
          </span>
          <span className="text-sm text-muted">{text}</span>
        </span>
        <ArrowRight size={18} aria-hidden className="shrink-0 text-faint" />
      </Link>
    </li>
  );
};

/** The way of a new creator to the first sale. */
export const FirstSteps = ({ page: { products, shows } }: { page: ShopPage }) => {
  const t = useTexts("studio");
  const next = sortShows(shows).coming[0];
  return (
    <Tile title={t("overview.steps")}>
      <ol className="-mx-3 flex flex-col">
        <Step
          to="/studio/products/new"
          number={1}
          done={products.length > 0}
          title={t("overview.stepProduct")}
          text={t("overview.stepProductText")}
        />
        <Step
          to="/studio/shows"
          number={2}
          done={shows.length > 0}
          title={t("overview.stepShow")}
          text={t("overview.stepShowText")}
        />
        <Step
          to={next ? `/studio/shows/${next.id}` : "/studio/shows"}
          number={3}
          done={false}
          title={t("overview.stepLive")}
          text={t("overview.stepLiveText")}
        />
      </ol>
    </Tile>
  );
};
