import { LoaderCircle } from "lucide-react";
import { useTexts } from "../i18n/index.ts";
import { classes } from "./classes.ts";

/** A small sign that something is under way; whoever shows it says in words what. */
export const Spinner = ({ size = 20, className }: { size?: number; className?: string }) => (
  <LoaderCircle size={size} aria-hidden className={classes("animate-spin", className)} />
);

/** A grey stand-in of the size of what is coming. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={classes("animate-shimmer rounded-md bg-raised", className)} />
);

/** A whole region that is on its way. */
export const Loading = () => {
  const t = useTexts();
  return (
    <div role="status" className="flex justify-center py-20 text-faint">
      <Spinner size={28} />
      <span className="sr-only">{t("loading")}</span>
    </div>
  );
};
