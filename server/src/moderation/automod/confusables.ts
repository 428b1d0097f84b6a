/**
 * Characters that look like a Latin letter and that NFKD leaves as they are. A short selection, by shape, of those which
 * Unicode's UTS #39 (confusables.txt) takes for the letter: what a phone's keyboards and the usual "fancy text" pages give.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  a: "аɑαᴀꭺ∂",
  b: "ьвʙβᏏƅ",
  c: "сϲᴄⅽ¢",
  d: "ԁɗᴅⅾđ",
  e: "еєεɛᴇҽǝ",
  f: "ғꜰƒϝ",
  g: "ɡɢǥԍ",
  h: "һнʜħη",
  i: "іıιɩɪӏⅰ",
  j: "јϳᴊʝ",
  k: "кκᴋҝ",
  l: "ⅼʟłǀ",
  m: "мᴍⅿɱ",
  n: "ппɴηиո",
  o: "оοσᴏөøօ",
  p: "рρᴘþ",
  q: "ԛգ",
  r: "гʀɾᴦ",
  s: "ѕꜱʂֆ",
  t: "тτᴛŧ",
  u: "υцᴜʋսμ",
  v: "ѵνᴠⅴ",
  w: "ԝωᴡшѡ",
  x: "хχⅹ×",
  y: "уүγʏყ",
  z: "ᴢʐƶ",
};

const table = new Map<string, string>();
// Some shapes pass for two letters (η is h and n): the first one named counts.
for (const [letter, forms] of Object.entries(lookAlikes))
  for (const form of forms) if (!table.has(form)) table.set(form, letter);

/** Alphabets of enclosed letters without a decomposition: each runs from A to Z. */
const enclosed = [0x1f150, 0x1f170, 0x1f1e6];

/** The Latin letter that a character passes for; null for none. `character` is lower case and in NFKD. */
export const latinOf = (character: string): string | null => {
  const known = table.get(character);
  if (known) return known;
  const code = character.codePointAt(0) ?? 0;
  const first = enclosed.find((start) => code >= start && code < start + 26);
  return first === undefined ? null : String.fromCharCode(97 + code - first);
};

/** Digits and signs written for a letter inside a word ("leet"). `1` is read twice, as i and as l. */
export const leet: Readonly<Record<string, string>> = {
  ...{ "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g" },
  ...{ "@": "a", $: "s", "€": "e", "£": "l", "+": "t" },
};
/** Those for i or l. The exclamation mark is one of them only before another letter. */
export const upright = new Set(["1", "!", "|", "¡"]);
