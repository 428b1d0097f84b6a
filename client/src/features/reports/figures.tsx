import type { ReactNode } from "react";
import { Card } from "../../ui/index.ts";

export interface Figure {
  name: string;
  value: ReactNode;
  text?: string;
}

/** The numbers that are looked for first. */
export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
    {figures.map(({ name, value, text }) => (
      <Card key={name} className="flex min-w-0 flex-col p-4">
        <dt className="text-sm text-muted">{name}</dt>
        <dd className="text-xl font-bold break-words tabular-nums">{value}</dd>
        {text && <dd className="mt-0.5 text-xs text-muted">{text}</dd>}
      </Card>
    ))}
  </dl>
);
