import type { ChooseDelivery, DeliveryOption, Money, Refusal, Totals } from "@showdrop/shared";
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { speak } from "../../i18n/index.ts";
import { show } from "../../testing/show.tsx";
import { CodeField } from "./code-field.tsx";
import { DeliveryPicker } from "./delivery-picker.tsx";
import { TotalsLines } from "./totals-lines.tsx";

beforeEach(() => speak("en"));

const won = (amount: number): Money => ({ amount, currency: "KRW" });
const id = (n: number) => String(n).padStart(24, "0");

const totals: Totals = {
  items: won(20_000),
  discounts: [{ code: "MOSS", label: "MOSS", amount: won(2_000) }],
  shipping: won(3_500),
  taxes: [{ name: "VAT", rate: 1_000, included: true, amount: won(1_955) }],
  total: won(21_500),
};
/** What stands beside a line's name. */
const beside = (label: string) => screen.getByText(label).nextElementSibling?.textContent;

describe("the totals", () => {
  it("say every line and what is in the total already", () => {
    show(<TotalsLines totals={totals} delivery={{ kind: "ship", rateId: id(1), label: "Standard" }} />);
    expect(beside("Items")).toBe("₩20,000");
    expect(beside("Discount MOSS")).toBe("−₩2,000");
    expect(beside("Shipping: Standard")).toBe("₩3,500");
    expect(beside("Total")).toBe("₩21,500");
    expect(beside("including VAT 10%")).toBe("₩1,955");
  });

  it("say taxes that are added above the total, and in dollars to the cent", () => {
    const dollars = (amount: number): Money => ({ amount, currency: "USD" });
    show(
      <TotalsLines
        totals={{
          ...{ items: dollars(5_997), discounts: [], shipping: dollars(0), total: dollars(6_432) },
          taxes: [{ name: "PST", rate: 725, included: false, amount: dollars(435) }],
        }}
        delivery={{ kind: "pickup", placeId: id(2), label: "Studio" }}
      />,
    );
    expect(screen.getAllByRole("term").map(({ textContent }) => textContent)).toEqual([
      ...["Items", "Pickup: Studio", "PST 7.25%", "Total"],
    ]);
    expect([beside("PST 7.25%"), beside("Total")]).toEqual(["$4.35", "$64.32"]);
  });

  it("say in words what travels together, and what is not known yet", async () => {
    speak("ko");
    show(
      <TotalsLines
        totals={{ ...totals, discounts: [], taxes: [] }}
        delivery={null}
        bundle={{ id: id(3), orders: ["K7QF-2M9X", "A2BC-3DEF"] }}
        freeShippingFrom={won(50_000)}
      />,
    );
    expect(beside("배송비")).toBe("배송지를 입력하면 표시됩니다");
    expect(screen.getByText(/K7QF-2M9X 및 A2BC-3DEF/)).toBeTruthy();
    expect(screen.getByText("₩50,000부터 무료배송")).toBeTruthy();
  });
});

describe("the ways to get it", () => {
  const options: DeliveryOption[] = [
    {
      ...{ delivery: { kind: "ship", rateId: id(1), label: "Standard" }, details: "" },
      ...{ price: won(0), regularPrice: won(3_000) },
    },
    {
      ...{
        delivery: { kind: "pickup", placeId: id(2), label: "Studio" },
        details: "110 Sejong-daero\nMon to Fri",
      },
      ...{ price: won(0), regularPrice: won(0) },
    },
  ];

  it("are chosen by pressing one, and show what became cheaper", async () => {
    const chosen: ChooseDelivery[] = [];
    const person = show(
      <DeliveryPicker
        options={options}
        chosen={options[0]?.delivery ?? null}
        onChoose={(choice) => chosen.push(choice)}
      />,
    );
    const group = within(screen.getByRole("group", { name: "How you get it" }));
    expect(group.getByRole<HTMLInputElement>("radio", { name: /Standard/ }).checked).toBe(true);
    expect(group.getByText("₩3,000").tagName).toBe("S");
    await person.click(group.getByText(/110 Sejong-daero/));
    expect(chosen).toEqual([{ kind: "pickup", placeId: id(2) }]);
  });
});

describe("a code", () => {
  it("is tried by Enter without sending the form around it, and says why it does not count", async () => {
    const tried: string[] = [];
    let sent = 0;
    const refusal: Refusal = {
      code: "CODE_OVER",
      message: "This code does not count any more.",
      path: "code",
    };
    const person = show(
      <form onSubmit={() => sent++}>
        <CodeField
          applied={null}
          onApply={async (code) => {
            tried.push(code);
            return refusal;
          }}
          onRemove={() => {}}
        />
      </form>,
    );
    await person.type(screen.getByLabelText(/Discount code/), " moss{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("This code does not count any more.");
    expect([tried, sent]).toEqual([["moss"], 0]);
  });

  it("that counts can be taken off", async () => {
    let removed = 0;
    const person = show(<CodeField applied="MOSS" onApply={async () => null} onRemove={() => removed++} />);
    expect(screen.getByRole("status").textContent).toBe("MOSS counts");
    await person.click(screen.getByRole("button", { name: "Take MOSS off" }));
    expect(removed).toBe(1);
  });
});
