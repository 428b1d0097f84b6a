import { type AccountLine, operationRoutes } from "@showdrop/shared";
import { ChevronRight } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, Badge, Card, Field, Loading, RetryNotice, TextInput } from "../../ui/index.ts";

const Row = ({ account }: { account: AccountLine }) => {
  const t = useTexts("operate");
  return (
    <li>
      <Link
        to={`/operate/accounts/${account.id}`}
        className="flex items-center gap-3 px-4 py-3 hover:bg-raised sm:px-5"
      >
        <Avatar name={account.displayName} />
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-2 font-semibold">
            {account.displayName}
            {account.operator && <Badge tone="accent">{t("accounts.operator")}</Badge>}
            {account.suspended && <Badge tone="danger">{t("accounts.suspended")}</Badge>}
          </span>
          <span className="block truncate text-sm text-muted">{account.email}</span>
        </span>
        <ChevronRight size={18} aria-hidden className="shrink-0 text-faint" />
      </Link>
    </li>
  );
};

/** Finds somebody's account by name or email. */
export const AccountsPage = () => {
  const t = useTexts("operate");
  const [entered, setEntered] = useState("");
  const text = useDeferredValue(entered.trim());
  const { data, error, refetch } = useAnswer(
    operationRoutes.findAccounts,
    { query: text === "" ? {} : { text } },
    { staleTime: 5_000 },
  );
  usePageTitle(t("nav.accounts"));
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.accounts")}</h1>
      <Field label={t("accounts.search")}>
        <TextInput type="search" value={entered} onChange={({ target }) => setEntered(target.value)} />
      </Field>
      <RetryNotice refusal={error} onRetry={refetch} />
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <p className="text-muted">{t("accounts.none")}</p>}
      {data && data.items.length > 0 && (
        <Card>
          <ul aria-label={t("nav.accounts")} className="divide-y divide-line">
            {data.items.map((account) => (
              <Row key={account.id} account={account} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
};
