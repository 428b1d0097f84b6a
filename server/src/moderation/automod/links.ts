/** Endings that hardly ever follow a point in a sentence by accident. */
const sure =
  "com|net|org|info|biz|shop|store|site|online|xyz|club|vip|link|click|live|tv|app|dev|io|kr|jp|cn|ru|uk|de|fr|top|gg|cc|한국|닷컴|쇼핑";
/** Endings that are words too: an address only with something after it (t.me/…). */
const withPath = "me|to|be|ly|at|so|co|us|in|it|ai|is|gl|gd|im";

const scheme = /\bh(?:tt|xx)ps?:\/?\/?\S/iu;
const www = /(?:^|[^\p{L}\p{N}])www\d?\.[\p{L}\p{N}]/iu;
const domain = new RegExp(`[\\p{L}\\p{N}][.](?:${sure})(?![\\p{Script=Latin}\\p{N}])`, "iu");
const path = new RegExp(`[\\p{L}\\p{N}][.](?:${withPath})/[\\p{L}\\p{N}]`, "iu");
const address = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d|\/)/u;

/** Points in words, brackets or spaces ("example [dot] com", "example . com"), as a point. */
const pointed = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/ ?[[({<] ?(?:\.|dot|점|닷) ?[\])}>] ?/giu, ".")
    .replace(new RegExp(` (?:dot|닷|점) (?=(?:${sure})\\b)`, "giu"), ".")
    .replace(/ ?[.。．] (?=(?:com|net|org|shop|kr)(?![\p{L}\p{N}]))/giu, ".");

/** Whether a text carries an address of the web, plain or thinly disguised. */
export const hasLink = (text: string): boolean => {
  const plain = pointed(text);
  return [scheme, www, domain, path, address].some((form) => form.test(plain));
};
