import type { Currency } from "@showdrop/shared";
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { show } from "../testing/show.tsx";
import { Field } from "./field.tsx";
import { MoneyInput, Price } from "./money.tsx";

const Probe = ({ currency, from = null }: { currency: Currency; from?: number | null }) => {
  const [amount, setAmount] = useState(from);
  return (
    <>
      <Field label="Price">
        <MoneyInput currency={currency} amount={amount} onChange={setAmount} />
      </Field>
      <output>{String(amount)}</output>
    </>
  );
};

test.each([
  ["USD", "12.50", 1250, "12.50"],
  ["USD", "12.5", 1250, "12.50"],
  ["USD", "1,234", 123400, "1,234.00"],
  ["EUR", "0.50", 50, "0.50"],
  ["KRW", "12000", 12000, "12,000"],
  ["KRW", "12,000", 12000, "12,000"],
  ["JPY", "500", 500, "500"],
] as const)("%s: %s is %i minor units and is written out as %s", async (currency, typed, amount, written) => {
  const person = show(<Probe currency={currency} />);
  const input = screen.getByRole<HTMLInputElement>("textbox", { name: "Price" });
  await person.type(input, typed);
  expect(screen.getByRole("status").textContent).toBe(String(amount));
  expect(input.value).toBe(typed);
  await person.tab();
  expect(input.value).toBe(written);
});

test.each([
  ["USD", "12.345"],
  ["KRW", "12.5"],
  ["USD", "-3"],
  ["USD", "abc"],
] as const)("%s: %s is no amount, and stays to be corrected", async (currency, typed) => {
  const person = show(<Probe currency={currency} from={1000} />);
  const input = screen.getByRole<HTMLInputElement>("textbox", { name: "Price" });
  await person.clear(input);
  await person.type(input, typed);
  await person.tab();
  expect(screen.getByRole("status").textContent).toBe("null");
  expect(input.value).toBe(typed);
});

test("a price shows a former one only where that was higher", () => {
  const usd = (amount: number) => ({ amount, currency: "USD" as const });
  show(
    <>
      <p data-testid="lower">
        <Price money={usd(900)} was={usd(1250)} />
      </p>
      <p data-testid="same">
        <Price money={usd(900)} was={usd(900)} />
      </p>
    </>,
  );
  expect(screen.getByTestId("lower").textContent).toBe("$9.00 $12.50");
  expect(screen.getByTestId("same").textContent).toBe("$9.00");
});
