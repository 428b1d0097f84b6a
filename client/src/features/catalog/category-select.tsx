import { type Category, categories } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Field, Select } from "../../ui/index.ts";

const NONE = "none";

/** What a show or a product is about, for those who look around by category. */
export const CategorySelect = ({
  value,
  onChange,
}: {
  value: Category | null;
  onChange: (category: Category | null) => void;
}) => {
  const t = useTexts("categories");
  return (
    <Field label={t("label")} optional hint={t("hint")} className="sm:max-w-60">
      <Select<Category | typeof NONE>
        value={value ?? NONE}
        onChange={(chosen) => onChange(chosen === NONE ? null : chosen)}
        options={[
          { value: NONE, label: t("none") },
          ...categories.map((category) => ({ value: category, label: t(`name.${category}`) })),
        ]}
      />
    </Field>
  );
};
