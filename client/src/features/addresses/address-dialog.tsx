import { Address, addressRoutes, type SavedAddress } from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Checkbox, Dialog, RefusalNotice } from "../../ui/index.ts";
import { AddressFields, addressFields, emptyAddress } from "./address-fields.tsx";

interface AddressDialogProps {
  /** The one that is edited; null for a new one. */
  saved: SavedAddress | null;
  /** The first one is the default whatever is ticked, so that nothing is asked. */
  isFirst: boolean;
  onSaved: () => void;
  onClose: () => void;
}

/** Keeps an address, or changes one that is kept. */
export const AddressDialog = ({ saved, isFirst, onSaved, onClose }: AddressDialogProps) => {
  const t = useTexts("addresses");
  const { language } = useLanguage();
  const [address, setAddress] = useState<Address>(saved?.address ?? emptyAddress(language));
  const [isDefault, setDefault] = useState(false);
  const form = useForm(Address, addressFields);
  const { form: place, faulty } = useFocusFault();
  const add = useSend(addressRoutes.addAddress);
  const edit = useSend(addressRoutes.editAddress);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const checked = form.check(address);
    faulty();
    if (!checked) return;
    const body = { address: checked, isDefault };
    const ends = {
      onSuccess: onSaved,
      onError: (refusal: Parameters<typeof form.refuse>[0]) => {
        // The address stands in the body under its name; its fields here stand alone.
        const path = refusal?.path?.replace(/^address\./, "");
        form.refuse(refusal && path ? { ...refusal, path } : refusal);
        faulty();
      },
    };
    if (saved) edit.mutate({ params: { addressId: saved.id }, body }, ends);
    else add.mutate({ body }, ends);
  };
  return (
    <Dialog open onClose={onClose} title={saved ? t("editTitle") : t("add")}>
      <form ref={place} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <AddressFields address={address} onChange={setAddress} at={form.at} />
        {!isFirst && !saved?.isDefault && (
          <Checkbox label={t("makeDefault")} checked={isDefault} onChange={setDefault} />
        )}
        <RefusalNotice refusal={form.rest} />
        <Button type="submit" variant="primary" busy={add.isPending || edit.isPending}>
          {t("save")}
        </Button>
      </form>
    </Dialog>
  );
};
