import fc from "fast-check";
import { expect, test } from "vitest";
import { type FormFields, type FormValue, parseForm } from "./form.ts";

const name = fc.stringMatching(/^[a-z_]{1,8}$/).filter((key) => key !== "__proto__");
const { fields } = fc.letrec<{ value: FormValue; fields: FormFields }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    tie("fields"),
  ),
  fields: fc.dictionary(name, tie("value"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
}));

/** `["a", ["b"]]` as the SDK sends it: `a[0]=b`. */
function encode(value: FormValue, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) =>
    encode(child, path === "" ? key : `${path}[${key}]`),
  );
}

test("what was encoded is decoded, whatever its shape", () => {
  fc.assert(
    fc.property(fields, (given) => {
      const pairs = encode(given);
      fc.pre(pairs.every(([path]) => path.split("[").length <= 8));
      const parsed = parseForm(new URLSearchParams(pairs).toString());
      expect(parsed.ok && JSON.parse(JSON.stringify(parsed.value))).toEqual(given);
    }),
  );
});

test("any text is decoded or refused, never a fault, and pollutes no prototype", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab[]=&%_0.") }), (encoded) => {
      expect(typeof parseForm(`${encoded}&__proto__[polluted]=1`).ok).toBe("boolean");
      expect("polluted" in {}).toBe(false);
    }),
  );
});

test("brackets without an index append", () => {
  expect(parseForm("expand[]=a&expand[]=b")).toEqual({ ok: true, value: { expand: ["a", "b"] } });
});
