import { Ban, Clock, Trash2, UserSearch } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import type { HotKeyAct } from "./hot-keys.ts";
import type { ModLine } from "./mod-lines.ts";

const acts: {
  act: Extract<HotKeyAct, "delete" | "timeOut" | "ban" | "person">;
  key: string;
  icon: ReactNode;
}[] = [
  { act: "delete", key: "D", icon: <Trash2 size={16} aria-hidden className="max-sm:hidden" /> },
  { act: "timeOut", key: "T", icon: <Clock size={16} aria-hidden className="max-sm:hidden" /> },
  { act: "ban", key: "B", icon: <Ban size={16} aria-hidden className="max-sm:hidden" /> },
  { act: "person", key: "P", icon: <UserSearch size={16} aria-hidden className="max-sm:hidden" /> },
];

/** What can be done about the selected line, with the keys that do it. */
export const ActBar = ({ line, onAct }: { line: ModLine | null; onAct: (act: HotKeyAct) => void }) => {
  const t = useTexts("mods");
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-2 border-t border-line bg-surface px-3 py-2 sm:gap-x-2 pb-safe [--safe-room:8px] sm:px-4">
      <p className="min-w-24 grow basis-0 truncate text-sm text-muted max-sm:basis-full">
        {line
          ? t("acts.selected", { name: line.message.author.displayName, text: line.message.text })
          : t("acts.none")}
      </p>
      {acts.map(({ act, key, icon }) => (
        <Button
          key={act}
          size="sm"
          icon={icon}
          disabled={!line}
          variant={act === "ban" ? "danger" : "secondary"}
          aria-keyshortcuts={key}
          onClick={() => onAct(act)}
          className="max-sm:grow"
        >
          {t(`acts.${act}`)}
          <kbd aria-hidden className="text-xs font-normal opacity-70 max-lg:hidden">
            {key}
          </kbd>
        </Button>
      ))}
    </div>
  );
};
