import { addressRoutes, type SavedAddress } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { MapPin, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  Card,
  ConfirmDialog,
  EmptyState,
  IconButton,
  Loading,
  RetryNotice,
  useToast,
} from "../../ui/index.ts";
import { addressLines } from "../orders/address-lines.ts";
import { AddressDialog } from "./address-dialog.tsx";

type Task = { task: "edit"; saved: SavedAddress | null } | { task: "remove"; saved: SavedAddress } | null;

interface EntryProps {
  saved: SavedAddress;
  onTask: (task: Task) => void;
  onChanged: () => Promise<void>;
}

const Entry = ({ saved, onTask, onChanged }: EntryProps) => {
  const t = useTexts("addresses");
  const { language } = useLanguage();
  const toast = useToast();
  const edit = useSend(addressRoutes.editAddress);
  const { id, address, isDefault } = saved;
  const { name, phone } = address;
  return (
    <li className="flex items-start gap-2 py-4 pr-2 pl-4 sm:pl-5">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {name}
          {isDefault && <Badge tone="accent">{t("default")}</Badge>}
        </p>
        <div className="mt-1 text-sm text-muted">
          {addressLines(address, language).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="tabular-nums">{phone}</p>
        </div>
        {!isDefault && (
          <Button
            size="sm"
            className="mt-3"
            busy={edit.isPending}
            onClick={() =>
              edit.mutate(
                { params: { addressId: id }, body: { address, isDefault: true } },
                { onSuccess: onChanged, onError: toast.refusal },
              )
            }
          >
            {t("makeDefault")}
          </Button>
        )}
      </div>
      <div className="flex shrink-0">
        <IconButton
          label={t("edit", { name })}
          icon={<Pencil size={18} aria-hidden />}
          onClick={() => onTask({ task: "edit", saved })}
        />
        <IconButton
          label={t("remove", { name })}
          icon={<Trash2 size={18} aria-hidden />}
          onClick={() => onTask({ task: "remove", saved })}
        />
      </div>
    </li>
  );
};

/** The addresses that an account keeps: which comes first, and the way to change and delete them. */
export const AddressesPage = () => {
  const t = useTexts("addresses");
  const { language } = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const list = useAnswer(addressRoutes.listAddresses, {});
  const removal = useSend(addressRoutes.removeAddress);
  const [task, setTask] = useState<Task>(null);
  usePageTitle(t("title"));
  const close = () => {
    removal.reset();
    setTask(null);
  };
  const changed = async (): Promise<void> => {
    close();
    await client.invalidateQueries({ queryKey: keyOf(addressRoutes.listAddresses) });
  };
  const items = list.data?.items;
  const addButton = (
    <Button icon={<Plus size={18} aria-hidden />} onClick={() => setTask({ task: "edit", saved: null })}>
      {t("add")}
    </Button>
  );
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-2xl font-bold tracking-tight">{t("title")}</h1>
          <p className="mt-0.5 text-muted">{t("text")}</p>
        </div>
        {items && items.length > 0 && addButton}
      </header>
      <RetryNotice refusal={list.error} onRetry={list.refetch} />
      {list.isPending && <Loading />}
      {items?.length === 0 && (
        <EmptyState icon={<MapPin aria-hidden />} title={t("none.title")} action={addButton}>
          {t("none.text")}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Card>
          <ul aria-label={t("title")} className="divide-y divide-line">
            {items.map((saved) => (
              <Entry key={saved.id} saved={saved} onTask={setTask} onChanged={changed} />
            ))}
          </ul>
        </Card>
      )}
      {task?.task === "edit" && (
        <AddressDialog
          saved={task.saved}
          isFirst={items?.length === 0}
          onClose={close}
          onSaved={() => {
            toast.success(t("saved"));
            void changed();
          }}
        />
      )}
      <ConfirmDialog
        open={task?.task === "remove"}
        onClose={close}
        onConfirm={() => {
          if (task?.task !== "remove") return;
          removal.mutate(
            { params: { addressId: task.saved.id } },
            {
              onSuccess: async () => {
                toast.success(t("removed"));
                await changed();
              },
            },
          );
        }}
        title={t("removeTitle")}
        confirm={t("removeConfirm")}
        danger
        busy={removal.isPending}
        refusal={removal.error}
      >
        {task?.task === "remove" && (
          <>
            <span className="block text-ink">{addressLines(task.saved.address, language).join(", ")}</span>
            {t("removeText")}
          </>
        )}
      </ConfirmDialog>
    </div>
  );
};
