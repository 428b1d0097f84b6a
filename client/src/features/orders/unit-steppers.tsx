import { Minus, Plus } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import { ItemPicture } from "./item-picture.tsx";
import type { UnitsOfLine } from "./unit-states.ts";

/** Units chosen by line; a line that is not there has none. */
export type Chosen = Readonly<Record<string, number>>;

/** What was chosen, as the server takes it. */
export const chosenLines = (chosen: Chosen): { lineId: string; quantity: number }[] =>
  Object.entries(chosen).flatMap(([lineId, quantity]) => (quantity > 0 ? [{ lineId, quantity }] : []));

/** Chooses some units of each line, up to what there is of it. */
export const UnitSteppers = ({
  label,
  states,
  most,
  chosen,
  onChange,
}: {
  label: string;
  states: readonly UnitsOfLine[];
  most: (state: UnitsOfLine) => number;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}) => {
  const t = useTexts("fulfil");
  const steps = useTexts("drops");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      {states
        .filter((state) => most(state) > 0)
        .map((state) => {
          const { line } = state;
          const [limit, units] = [most(state), chosen[line.id] ?? 0];
          const set = (quantity: number) =>
            onChange({ ...chosen, [line.id]: Math.max(0, Math.min(limit, quantity)) });
          const name = `${line.title}, ${line.variantName}`;
          return (
            <fieldset key={line.id} className="flex items-center gap-3" aria-label={name}>
              <ItemPicture url={line.imageUrl} className="size-11" />
              <span className="min-w-0 grow text-sm">
                <span className="block truncate font-semibold">{line.title}</span>
                <span className="block truncate text-muted">{line.variantName}</span>
              </span>
              <IconButton
                label={steps("fewer")}
                variant="secondary"
                icon={<Minus size={16} aria-hidden />}
                disabled={units === 0}
                onClick={() => set(units - 1)}
              />
              <output className="min-w-14 text-center text-sm tabular-nums">
                <span className="font-semibold">{units}</span>{" "}
                <span className="text-muted">{t("pack.of", { count: limit })}</span>
              </output>
              <IconButton
                label={steps("moreUnits")}
                variant="secondary"
                icon={<Plus size={16} aria-hidden />}
                disabled={units === limit}
                onClick={() => set(units + 1)}
              />
            </fieldset>
          );
        })}
    </fieldset>
  );
};
