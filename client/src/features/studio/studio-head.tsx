import type { ReactNode } from "react";

/** A studio page's title, a line on what it is for, and its main act. */
export const StudioHead = ({ title, text, action }: { title: string; text?: string; action?: ReactNode }) => (
  <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
    <div>
      <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
      {text && <p className="mt-0.5 text-muted">{text}</p>}
    </div>
    {action}
  </header>
);
