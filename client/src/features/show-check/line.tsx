import { CircleAlert, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "../../ui/index.ts";
import type { Tone, Words } from "./words.ts";

const looks = {
  good: { Icon: CircleCheck, tone: "text-success" },
  checking: { Icon: CircleDashed, tone: "text-muted" },
  mend: { Icon: CircleAlert, tone: "text-warn" },
  stop: { Icon: CircleX, tone: "text-danger" },
} as const satisfies Record<Tone, object>;

/** One verdict: a sign, a word, and a sentence. `about` names what it is about for those who look it up. */
export const Line = ({ about, words, children }: { about: string; words: Words; children?: ReactNode }) => {
  const { Icon, tone } = looks[words.tone];
  return (
    <div className="flex gap-3" data-check={about} data-tone={words.tone}>
      <Icon size={20} aria-hidden className={classes("mt-0.5 shrink-0", tone)} />
      <div className="min-w-0 grow text-sm">
        <p className={classes("font-semibold", tone)}>{words.title}</p>
        <p className="text-muted">{words.text}</p>
        {children}
      </div>
    </div>
  );
};
