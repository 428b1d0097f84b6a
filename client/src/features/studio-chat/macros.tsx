import { type Macro, MacroName, macroRoutes, SaveMacro } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Card,
  Field,
  IconButton,
  Loading,
  RefusalNotice,
  RetryNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";

const Form = SaveMacro.extend({ name: MacroName });
const empty: Macro = { name: "", text: "" };

/** Adds a saved text, or changes the one with the same name. */
const MacroForm = ({
  shopId,
  macro,
  onChange,
}: {
  shopId: string;
  macro: Macro;
  onChange: (macro: Macro) => void;
}) => {
  const t = useTexts("studioChat");
  const client = useQueryClient();
  const toast = useToast();
  const form = useForm(Form, ["name", "text"]);
  const send = useSend(macroRoutes.saveMacro);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = form.check(macro);
    if (!entered) return;
    const { name, text } = entered;
    send.mutate(
      { params: { shopId, name }, body: { text } },
      {
        onError: form.refuse,
        onSuccess: async () => {
          onChange(empty);
          toast.success(t("macros.saved", { name }));
          await client.invalidateQueries({ queryKey: keyOf(macroRoutes.listMacros) });
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 border-t border-line p-4 sm:p-5">
      <RefusalNotice refusal={form.rest} />
      <div className="grid gap-4 sm:grid-cols-[10rem_minmax(0,1fr)_auto] sm:items-start">
        <Field label={t("macros.name")} error={form.at("name")}>
          <TextInput
            prefix="/"
            autoComplete="off"
            value={macro.name}
            onChange={({ target }) => onChange({ ...macro, name: target.value.replace(/^\//, "") })}
          />
        </Field>
        <Field label={t("macros.body")} error={form.at("text")}>
          <TextInput
            autoComplete="off"
            value={macro.text}
            onChange={({ target }) => onChange({ ...macro, text: target.value })}
          />
        </Field>
        <Button type="submit" variant="primary" busy={send.isPending} className="sm:mt-6.5">
          {t("macros.save")}
        </Button>
      </div>
    </form>
  );
};

const MacroRow = ({ shopId, macro, onEdit }: { shopId: string; macro: Macro; onEdit: () => void }) => {
  const t = useTexts("studioChat");
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(macroRoutes.removeMacro);
  const remove = () =>
    send.mutate(
      { params: { shopId, name: macro.name } },
      {
        onError: toast.refusal,
        onSuccess: () => client.invalidateQueries({ queryKey: keyOf(macroRoutes.listMacros) }),
      },
    );
  return (
    <li className="flex items-center gap-2 py-2 pr-2 pl-4 sm:pl-5">
      <div className="min-w-0 grow [overflow-wrap:anywhere] sm:flex sm:items-baseline sm:gap-4">
        <p className="shrink-0 font-semibold sm:w-36">/{macro.name}</p>
        <p className="min-w-0 text-muted">{macro.text}</p>
      </div>
      <IconButton
        label={t("macros.edit", { name: macro.name })}
        icon={<Pencil size={16} aria-hidden />}
        onClick={onEdit}
      />
      <IconButton
        label={t("macros.remove", { name: macro.name })}
        icon={<Trash2 size={16} aria-hidden />}
        busy={send.isPending}
        onClick={remove}
      />
    </li>
  );
};

/** Texts that the team has at hand in the chat. */
export const Macros = ({ shopId }: { shopId: string }) => {
  const t = useTexts("studioChat");
  const macros = useAnswer(macroRoutes.listMacros, { params: { shopId } });
  const [entered, setEntered] = useState(empty);
  const items = macros.data?.items ?? [];
  return (
    <section className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("macros.title")}</h2>
        <p className="text-sm text-muted">{t("macros.text")}</p>
      </div>
      <RetryNotice refusal={macros.error} onRetry={macros.refetch} />
      <Card>
        {macros.isPending && <Loading />}
        {macros.data && items.length === 0 && <p className="p-4 text-muted sm:p-5">{t("macros.none")}</p>}
        <ul className="divide-y divide-line">
          {items.map((macro) => (
            <MacroRow key={macro.name} shopId={shopId} macro={macro} onEdit={() => setEntered(macro)} />
          ))}
        </ul>
        <MacroForm shopId={shopId} macro={entered} onChange={setEntered} />
      </Card>
    </section>
  );
};
