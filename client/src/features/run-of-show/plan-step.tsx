import type { Drop, PlannedStep, Product, Refusal } from "@showdrop/shared";
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import {
  Card,
  classes,
  Field,
  IconButton,
  NumberInput,
  Select,
  TextArea,
  TextInput,
} from "../../ui/index.ts";

interface PlanStepProps {
  step: PlannedStep;
  index: number;
  count: number;
  products: readonly Product[];
  drops: readonly Drop[];
  fault: (field: keyof PlannedStep) => Refusal | undefined;
  dragged: boolean;
  onChange: (more: Partial<PlannedStep>) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDrag: (index: number | null) => void;
  onDrop: () => void;
}

const NONE = "";

/** One step to be filled in. Its handle is dragged with a mouse; its arrows do the same with a key or a thumb. */
export const PlanStep = ({ step, index, count, products, drops, fault, ...does }: PlanStepProps) => {
  const t = useTexts("runOfShow");
  const [over, setOver] = useState(false);
  const [held, setHeld] = useState(false);
  const number = index + 1;
  const listed = products.filter(({ archived, id }) => !archived || id === step.productId);
  const offered = drops.filter(({ status, id }) => status !== "closed" || id === step.dropId);
  const { onChange } = does;
  return (
    <li
      // Only by its handle: text in the fields must stay selectable.
      draggable={held}
      onPointerDown={({ target }) =>
        setHeld(target instanceof Element && target.closest("[data-handle]") !== null)
      }
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        does.onDrag(index);
      }}
      onDragEnd={() => {
        setHeld(false);
        does.onDrag(null);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        does.onDrop();
      }}
    >
      <Card
        className={classes(
          "flex flex-col gap-3 p-3 transition-shadow",
          over && "ring-2 ring-accent",
          does.dragged && "opacity-50",
        )}
      >
        <div className="flex items-center">
          <span
            data-handle
            className="flex size-11 shrink-0 cursor-grab items-center justify-center text-faint max-sm:hidden"
          >
            <GripVertical size={18} aria-hidden />
          </span>
          <h3 className="grow text-sm font-semibold">{t("step", { number })}</h3>
          <IconButton
            label={t("up", { number })}
            icon={<ArrowUp size={18} aria-hidden />}
            disabled={index === 0}
            onClick={() => does.onMove(index - 1)}
          />
          <IconButton
            label={t("down", { number })}
            icon={<ArrowDown size={18} aria-hidden />}
            disabled={index === count - 1}
            onClick={() => does.onMove(index + 1)}
          />
          <IconButton
            label={t("remove", { number })}
            icon={<Trash2 size={18} aria-hidden />}
            onClick={does.onRemove}
          />
        </div>
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <Field label={t("heading")} error={fault("heading")}>
            <TextInput value={step.heading} onChange={({ target }) => onChange({ heading: target.value })} />
          </Field>
          <Field label={t("plannedMinutes")} error={fault("minutes")}>
            <NumberInput value={step.minutes} onChange={(minutes) => onChange({ minutes })} />
          </Field>
        </div>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("product")} error={fault("productId")}>
            <Select
              value={step.productId ?? NONE}
              onChange={(id) => onChange({ productId: id === NONE ? null : id })}
              options={[
                { value: NONE, label: t("none") },
                ...listed.map(({ id, title }) => ({ value: id, label: title })),
              ]}
            />
          </Field>
          <Field label={t("drop")} error={fault("dropId")}>
            <Select
              value={step.dropId ?? NONE}
              onChange={(id) => onChange({ dropId: id === NONE ? null : id })}
              options={[
                { value: NONE, label: t("none") },
                ...offered.map(({ id, product, stock }) => ({
                  value: id,
                  label: t("dropChoice", { title: product.title, count: stock.allocated }),
                })),
              ]}
            />
          </Field>
        </div>
        <Field label={t("notes")} error={fault("notes")}>
          <TextArea
            rows={2}
            value={step.notes}
            onChange={({ target }) => onChange({ notes: target.value })}
          />
        </Field>
      </Card>
    </li>
  );
};
