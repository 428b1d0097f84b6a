import { shopRoles } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Card, Notice } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { HandOver } from "./hand-over.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteForm } from "./invite-form.tsx";
import { Members } from "./members.tsx";

const Roles = () => {
  const t = useTexts("team");
  const common = useTexts();
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-sm font-semibold text-muted">{t("roles")}</h2>
      <Card className="p-4 sm:p-5">
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[8rem_1fr] sm:gap-y-3">
          {shopRoles.map((role) => (
            <div key={role} className="contents">
              <dt className="font-semibold">{common(`role.${role}`)}</dt>
              <dd className="text-muted max-sm:mb-2">{t(`explained.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </section>
  );
};

/** Who runs the shop. */
export const TeamPage = () => {
  const t = useTexts("team");
  const { shopId, role } = useStudioShop();
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("title")} text={t("text")} />
      {role === "owner" && <InviteForm shopId={shopId} />}
      {role === "owner" && <Invitations shopId={shopId} />}
      {role === "manager" && <Notice>{t("ownerOnly")}</Notice>}
      {mayManage(role) ? (
        <Members shopId={shopId} mayChange={role === "owner"} />
      ) : (
        <Notice>{t("managersSee")}</Notice>
      )}
      <Roles />
      {role === "owner" && <HandOver shopId={shopId} />}
    </div>
  );
};
