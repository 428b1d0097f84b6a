import { chatRoutes, type FoundMessage, type Id, type Person } from "@showdrop/shared";
import { Search, X } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import {
  Badge,
  Button,
  Card,
  classes,
  Field,
  IconButton,
  Loading,
  RetryNotice,
  TextInput,
} from "../../ui/index.ts";
import { MessageText } from "../chat/message-text.tsx";

/** What is asked for, as it was entered. */
interface Wanted {
  text: string;
  person: string;
  /** As the device's own picker writes a moment, in this device's zone; empty for none. */
  from: string;
  to: string;
}
const everything: Wanted = { text: "", person: "", from: "", to: "" };

const asQuery = ({ text, person, from, to }: Wanted, author: Person | null, before: Id | undefined) => ({
  limit: PAGE_LENGTH,
  ...(text.trim() ? { text: text.trim() } : {}),
  ...(person.trim() ? { person: person.trim() } : {}),
  ...(author ? { authorId: author.id } : {}),
  ...(from ? { from: new Date(from).toISOString() } : {}),
  ...(to ? { to: new Date(to).toISOString() } : {}),
  ...(before ? { before } : {}),
});

const Row = ({ message, onAuthor }: { message: FoundMessage; onAuthor: (author: Person) => void }) => {
  const t = useTexts("studioChat");
  const { dateTime } = useDates();
  const { author, deletedAt, show, at } = message;
  return (
    <li className="flex flex-col gap-1 px-4 py-3 sm:px-5 [overflow-wrap:anywhere]">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        <button
          type="button"
          title={t("history.onlyThis", { name: author.displayName })}
          onClick={() => onAuthor(author)}
          className="relative font-semibold text-ink after:absolute after:-inset-2 hover:underline"
        >
          {author.displayName}
        </button>
        <span>{dateTime(at)}</span>
        <span className="min-w-0">{show.title}</span>
        {deletedAt && <Badge tone="danger">{t("history.deleted", { when: dateTime(deletedAt) })}</Badge>}
      </div>
      <p className={classes(deletedAt && "text-muted line-through")}>
        <MessageText message={message} myId={null} />
      </p>
    </li>
  );
};

/** What was said in the shop's shows, to be searched; deleted messages are marked. */
export const History = ({ shopId }: { shopId: string }) => {
  const t = useTexts("studioChat");
  const [entered, setEntered] = useState(everything);
  const [wanted, setWanted] = useState(everything);
  const [author, setAuthor] = useState<Person | null>(null);
  const { items, refusal, more, loadingMore, retry } = usePages(chatRoutes.searchMessages, (before) => ({
    params: { shopId },
    query: asQuery(wanted, author, before),
  }));
  const enter = (field: keyof Wanted) => ({
    value: entered[field],
    onChange: ({ target }: { target: { value: string } }) =>
      setEntered({ ...entered, [field]: target.value }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setWanted(entered);
  };
  return (
    <section className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("history.title")}</h2>
        <p className="text-sm text-muted">{t("history.text")}</p>
      </div>
      <Card>
        <search>
          <form
            noValidate
            onSubmit={submit}
            className="grid grid-cols-1 gap-4 border-b border-line p-4 sm:grid-cols-2 sm:p-5"
          >
            <Field label={t("history.words")}>
              <TextInput type="search" maxLength={100} {...enter("text")} />
            </Field>
            <Field label={t("history.person")}>
              <TextInput type="search" maxLength={100} autoComplete="off" {...enter("person")} />
            </Field>
            <Field label={t("history.from")}>
              <TextInput type="datetime-local" {...enter("from")} />
            </Field>
            <Field label={t("history.to")}>
              <TextInput type="datetime-local" {...enter("to")} />
            </Field>
            <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
              <Button type="submit" variant="primary" icon={<Search size={18} aria-hidden />}>
                {t("history.search")}
              </Button>
              {author && (
                <span className="flex items-center gap-1 rounded-md bg-raised pl-3 text-sm">
                  {t("history.by", { name: author.displayName })}
                  <IconButton
                    label={t("history.everybody")}
                    icon={<X size={16} aria-hidden />}
                    onClick={() => setAuthor(null)}
                  />
                </span>
              )}
            </div>
          </form>
        </search>
        <RetryNotice refusal={refusal} onRetry={retry} />
        {!items && !refusal && <Loading />}
        {items?.length === 0 && <p className="p-4 text-muted sm:p-5">{t("history.none")}</p>}
        <ul aria-label={t("history.title")} className="divide-y divide-line">
          {items?.map((message) => (
            <Row key={message.id} message={message} onAuthor={setAuthor} />
          ))}
        </ul>
        {more && (
          <div className="flex justify-center border-t border-line p-3">
            <Button busy={loadingMore} onClick={more}>
              {t("history.more")}
            </Button>
          </div>
        )}
      </Card>
    </section>
  );
};
