import { type Embedding, embeddingRoutes, SetEmbedding, siteIn } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Copy, X } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
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
import { StudioHead } from "../studio/studio-head.tsx";
import { useStudioShop } from "../studio/studio-shop.ts";

const attributes = ["show", "theme", "lang", "muted"] as const;

const snippetOf = (handle: string): string =>
  `<script src="${window.location.origin}/embed.js" async></script>\n<showdrop-show handle="${handle}"></showdrop-show>`;

const Snippet = ({ handle }: { handle: string }) => {
  const t = useTexts("embed");
  const toast = useToast();
  const snippet = snippetOf(handle);
  const copy = async () => {
    await navigator.clipboard.writeText(snippet);
    toast.success(t("studio.copied"));
  };
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{t("studio.snippet")}</h2>
        <Button size="sm" icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
          {t("studio.copy")}
        </Button>
      </div>
      <pre className="rounded-md bg-sunken p-4 text-sm whitespace-pre-wrap break-all">
        <code>{snippet}</code>
      </pre>
      <div className="flex flex-col gap-2 text-sm">
        <h3 className="font-semibold">{t("studio.attributes")}</h3>
        <dl className="flex flex-col gap-1.5">
          {attributes.map((name) => (
            <div key={name} className="flex gap-3">
              <dt className="w-16 shrink-0">
                <code>{name}</code>
              </dt>
              <dd className="text-muted">{t(`studio.attribute.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="text-muted">{t("studio.events")}</p>
      </div>
    </Card>
  );
};

const Sites = ({ shopId, sites }: { shopId: string } & Embedding) => {
  const t = useTexts("embed");
  const toast = useToast();
  const client = useQueryClient();
  const send = useSend(embeddingRoutes.setEmbedding);
  const form = useForm(SetEmbedding, ["sites"]);
  const [typed, setTyped] = useState("");
  const save = (next: readonly string[], done?: () => void) => {
    const body = form.check({ sites: [...next] });
    if (!body) return;
    send.mutate(
      { params: { shopId }, body },
      {
        onError: form.refuse,
        onSuccess: async () => {
          await client.invalidateQueries({ queryKey: keyOf(embeddingRoutes.readEmbedding) });
          toast.success(t("studio.saved"));
          done?.();
        },
      },
    );
  };
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h2 className="font-semibold">{t("studio.sites")}</h2>
        <p className="mt-1 text-sm text-muted">{t("studio.sitesText")}</p>
      </div>
      {sites.length === 0 ? (
        <p className="text-sm font-medium">{t("studio.none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {sites.map((site) => (
            <li key={site} className="flex items-center justify-between gap-3 py-1">
              <span className="min-w-0 break-all">{site}</span>
              <IconButton
                label={t("studio.remove", { site })}
                icon={<X size={18} aria-hidden />}
                onClick={() => save(sites.filter((other) => other !== site))}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          save([...new Set([...sites, siteIn(typed) ?? typed])], () => setTyped(""));
        }}
      >
        <Field label={t("studio.site")} error={form.at("sites")} className="grow">
          <TextInput
            inputMode="url"
            autoComplete="off"
            placeholder="https://blog.example"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
        <Button
          type="submit"
          busy={send.isPending}
          disabled={typed.trim() === ""}
          className="self-start mt-7"
        >
          {t("studio.add")}
        </Button>
      </form>
      <RefusalNotice refusal={form.rest} />
    </Card>
  );
};

/** The shop's player on other sites: the lines to copy, where it may stand, and how it looks. */
export const EmbeddingPage = () => {
  const t = useTexts("embed");
  const { shopId, handle } = useStudioShop();
  const embedding = useAnswer(embeddingRoutes.readEmbedding, { params: { shopId } });
  usePageTitle(t("studio.title"));
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("studio.title")} text={t("studio.text")} />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Snippet handle={handle} />
          {embedding.data && <Sites shopId={shopId} {...embedding.data} />}
          {embedding.error && <RetryNotice refusal={embedding.error} onRetry={embedding.refetch} />}
          {embedding.isPending && <Loading />}
        </div>
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold">{t("studio.preview")}</h2>
          <iframe
            title={t("studio.preview")}
            src={`/embed/@${handle}`}
            loading="lazy"
            className="aspect-9/16 w-full max-w-80 rounded-lg border-0 bg-black"
          />
        </section>
      </div>
    </div>
  );
};
