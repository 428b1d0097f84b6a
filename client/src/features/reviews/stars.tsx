import { MAX_STARS, type Rating } from "@showdrop/shared";
import { Star } from "lucide-react";
import { useId, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

const each = Array.from({ length: MAX_STARS }, (_, index) => index + 1);

/** Five stars, filled as far as `value` says, for the eye alone. */
const StarRow = ({ value, size }: { value: number; size: number }) => (
  <span
    aria-hidden
    className="relative inline-flex shrink-0"
    style={{ width: size * MAX_STARS, height: size }}
  >
    <span className="flex text-line-strong/45">
      {each.map((star) => (
        <Star key={star} size={size} fill="currentColor" strokeWidth={0} className="shrink-0" />
      ))}
    </span>
    <span
      className="absolute inset-y-0 left-0 flex overflow-hidden text-warn"
      style={{ width: `${(value / MAX_STARS) * 100}%` }}
    >
      {each.map((star) => (
        <Star key={star} size={size} fill="currentColor" strokeWidth={0} className="shrink-0" />
      ))}
    </span>
  </span>
);

/** The stars of one review, or an average. */
export const Stars = ({ value, size = 16 }: { value: number; size?: number }) => {
  const t = useTexts("shop");
  const { locale } = useLanguage();
  const average = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return (
    <span className="inline-flex items-center">
      <StarRow value={value} size={size} />
      <span className="sr-only">{t("product.rating", { average })}</span>
    </span>
  );
};

/** A product's average in a line, with how many it is of; nothing while there are no reviews. */
export const RatingLine = ({ rating, className }: { rating: Rating; className?: string }) => {
  const t = useTexts("shop");
  const { locale } = useLanguage();
  if (rating.average === null) return null;
  const average = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(rating.average);
  const count = new Intl.NumberFormat(locale).format(rating.count);
  return (
    <span className={classes("inline-flex items-center gap-1 text-sm text-muted tabular-nums", className)}>
      <Star aria-hidden size={14} fill="currentColor" strokeWidth={0} className="text-warn" />
      <span className="sr-only">
        {t("product.rating", { average })}, {t("product.reviews", { count: rating.count })}
      </span>
      <span aria-hidden className="font-semibold text-ink">
        {average}
      </span>
      <span aria-hidden>({count})</span>
    </span>
  );
};

/** Chooses from one to five stars; by keyboard as any set of radio buttons. */
export const StarsInput = ({
  label,
  value,
  onChange,
}: {
  label: string;
  /** Null until something was chosen. */
  value: number | null;
  onChange: (stars: number) => void;
}) => {
  const t = useTexts("reviews");
  const name = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = pointed ?? value ?? 0;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      <div className="flex w-fit" onPointerLeave={() => setPointed(null)}>
        {each.map((star) => (
          <label
            key={star}
            htmlFor={`${name}-${star}`}
            onPointerEnter={() => setPointed(star)}
            className="flex size-11 items-center justify-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <input
              id={`${name}-${star}`}
              type="radio"
              name={name}
              checked={value === star}
              onChange={() => onChange(star)}
              className="sr-only"
            />
            <Star
              aria-hidden
              size={32}
              fill="currentColor"
              strokeWidth={0}
              className={star <= shown ? "text-warn" : "text-line-strong/45"}
            />
            <span className="sr-only">{t("write.star", { count: star })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
