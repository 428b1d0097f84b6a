import type { ReactNode } from "react";
import { Card } from "../../ui/index.ts";

/** A part of the settings: what it is for, what is there, and how to add to it. */
export const Section = ({
  title,
  text,
  actions,
  children,
}: {
  title: string;
  text: string;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <Card className="flex flex-col gap-4 p-4 sm:p-5">
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 basis-64 grow">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
    {children}
  </Card>
);

/** One thing of a list: what it is, and what can be done with it. */
export const Item = ({
  title,
  actions,
  children,
}: {
  title: string;
  actions: ReactNode;
  children: ReactNode;
}) => (
  <li className="flex items-start gap-2 py-3 first:pt-0 last:pb-0">
    <div className="min-w-0 grow">
      <h3 className="font-semibold">{title}</h3>
      <div className="text-sm text-muted">{children}</div>
    </div>
    <div className="flex shrink-0">{actions}</div>
  </li>
);
