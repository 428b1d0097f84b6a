import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type Stage, type StageLayout, stageLayouts } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { tilesOf } from "./tiles.ts";
import type { StageActs } from "./use-stage-acts.ts";

/** The picture of a layout: three pictures as it would lay them, in a small room. */
const ROOM = { width: 64, height: 40, top: 0, bottom: 0 } as const;
const PICTURES = 3;

const Pictogram = ({ layout }: { layout: StageLayout }) => (
  <svg viewBox={`0 0 ${ROOM.width} ${ROOM.height}`} aria-hidden className="w-full max-w-20">
    {tilesOf(layout, PICTURES, ROOM).map(({ x, y, width, height, place }, i) => (
      <rect
        key={`${x} ${y}`}
        x={place === "inset" ? x + 8 : x}
        y={place === "inset" ? y - 6 : y}
        width={width}
        height={height}
        rx={3}
        fill="currentColor"
        opacity={i === 0 && layout !== "grid" ? 0.9 : place === "inset" ? 1 : 0.45}
        className={place === "inset" ? "stroke-surface" : undefined}
        strokeWidth={place === "inset" ? 2 : 0}
      />
    ))}
  </svg>
);

/** How the pictures lie for everybody, chosen by what it looks like. */
export const LayoutPicker = ({ stage, acts }: { stage: Stage; acts: StageActs }) => {
  const t = useTexts("stage");
  return (
    <section className="flex flex-col gap-3">
      <h2 id="stage-layout" className="text-sm font-semibold text-muted">
        {t("layout.title")}
      </h2>
      <RadioGroup
        aria-labelledby="stage-layout"
        value={stage.layout}
        onValueChange={(value) => {
          const layout = stageLayouts.find((each) => each === value);
          if (layout) void acts.arrange({ layout });
        }}
        className="grid grid-cols-4 gap-2"
      >
        {stageLayouts.map((layout) => (
          <Radio.Root
            key={layout}
            value={layout}
            title={t(`layout.${layout}_hint`)}
            className="flex min-h-18 cursor-pointer flex-col items-center justify-between gap-2 rounded-md border border-line p-2 text-muted hover:bg-raised data-checked:border-accent data-checked:bg-accent-soft data-checked:text-accent-text"
          >
            <Pictogram layout={layout} />
            <span className="text-xs font-semibold">{t(`layout.${layout}`)}</span>
          </Radio.Root>
        ))}
      </RadioGroup>
    </section>
  );
};
