import type { ReactNode } from "react";
import { Card } from "../../ui/index.ts";

/** As many lines as a glance takes in. */
export const GLANCE = 5;

/** One thing to know at a glance. */
export const Tile = ({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) => (
  <Card className="flex flex-col gap-3 p-5">
    <div className="flex min-h-6 items-center justify-between gap-3">
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      {more}
    </div>
    {children}
  </Card>
);
