import { type Drawn, type Locale, srcSetOf } from "@showdrop/shared";
import { type LinkPreview, ordinary } from "../discovery/link-preview.ts";

const escapes: Record<string, string> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;" },
  ...{ '"': "&quot;", "'": "&#39;" },
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const named = (name: string, content: string): string =>
  `<meta name="${name}" content="${escaped(content)}" />`;
const property = (name: string, content: string): string =>
  `<meta property="${name}" content="${escaped(content)}" />`;

/** JSON within a script element: a "<" in it could end the element, and is therefore written as JSON may write it. */
const inScript = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");

/** Data within a page: no script, so that the content security policy has nothing to allow. */
const dataBlock = (data: object): string => `<script type="application/ld+json">${inScript(data)}</script>`;

/** Asks for the picture in the size that the page will ask for: the same attributes, or it would be fetched twice. */
const preload = ({ url, width, sizes }: NonNullable<LinkPreview["first"]>): string => {
  const all = srcSetOf(url, width);
  const choice = all === "" ? "" : ` imagesrcset="${escaped(all)}" imagesizes="${escaped(sizes)}"`;
  return `<link rel="preload" as="image" fetchpriority="high" href="${escaped(url)}"${choice} />`;
};

/** Stands for pages without a picture of their own. */
const OWN_IMAGE = "/icon.svg";

/** The tags of a page's head that say what it is about: for search engines, and for whoever draws a card for a link. */
export const pageHead = (preview: LinkPreview, origin: URL): string => {
  const { title, description, kind, image, first, data } = preview;
  const url = new URL(preview.path, origin).href;
  const picture = new URL(image?.url ?? OWN_IMAGE, origin).href;
  return [
    `<title>${escaped(title === ordinary.title ? title : `${title} · Showdrop`)}</title>`,
    named("description", description),
    `<link rel="canonical" href="${escaped(url)}" />`,
    ...(first ? [preload(first)] : []),
    ...(preview.hidden ? [named("robots", "noindex")] : []),
    property("og:site_name", "Showdrop"),
    property("og:type", kind),
    property("og:title", title),
    property("og:description", description),
    property("og:url", url),
    property("og:image", picture),
    ...(image?.width ? [property("og:image:width", String(image.width))] : []),
    ...(image?.height ? [property("og:image:height", String(image.height))] : []),
    named("twitter:card", image ? "summary_large_image" : "summary"),
    named("twitter:title", title),
    named("twitter:description", description),
    named("twitter:image", picture),
    ...(data ? [dataBlock(data)] : []),
  ].join("\n    ");
};

/** Where the built page is empty: what draws it fills it. */
const EMPTY_ROOT = '<div id="root"></div>';

/** The style sheet that a page waits for before it shows anything. */
const STYLES = /<link rel="stylesheet" crossorigin href="\/(assets\/[^"]+\.css)">/;

/** How the links of a built page to its scripts begin. */
const SCRIPTS = /<link rel="modulepreload"|<script type="module"/g;

/** Where a built page's style sheet is, below the built client; null for a page without one. */
export const stylesOf = (page: string): string | null => STYLES.exec(page)?.[1] ?? null;

/**
 * The built page as it was drawn, with what it asked for that: the client goes on from there (client/src/app/first-answers.ts).
 * @param styles stand in the page, so that it shows at once. The sheet is still fetched, for no medium that anybody looks at: other
 * pages have it then, and what loads parts of this one finds it there.
 * @param urgent whether the scripts are what the visitor came for, as they play a show; else its pictures go before them
 */
export const withDrawing = (
  page: string,
  { html, answers }: Drawn,
  { language, styles, urgent }: { language: Locale; styles: string; urgent: boolean },
): string => {
  const asked = `<script type="application/json" id="first-answers" data-language="${language}">${inScript(answers)}</script>`;
  const ranked = urgent ? page : page.replaceAll(SCRIPTS, '$& fetchpriority="low"');
  return ranked
    .replace('<html lang="en"', `<html lang="${language}"`)
    .replace(STYLES, (link) => `<style>${styles}</style>\n    ${link.replace(">", ' media="not all">')}`)
    .replace(EMPTY_ROOT, () => `<div id="root">${html}</div>\n    ${asked}`);
};

/** Between these the built page says what it is about; the server says it anew for each address. */
const OWN_HEAD = /<!-- about -->[\s\S]*?<!-- \/about -->/;

/** The built page with the head that belongs to an address. */
export const withHead = (page: string, head: string): string => page.replace(OWN_HEAD, () => head);
