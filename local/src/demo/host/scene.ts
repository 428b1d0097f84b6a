import { neonSign } from "./neon.ts";

/** The picture is upright, as phones show it; sides are even, as I420 needs. */
export const WIDTH = 540;
export const HEIGHT = 960;

/** Where the table begins; the studio is above it. */
export const TABLE_TOP = 590;
export const CLOCK = { x: 446, y: 250, radius: 44 };

const svg = (width: number, height: number, body: string, defs = ""): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <defs><filter id="glow" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="9"/></filter>
    <filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="6"/></filter>${defs}</defs>
    ${body}</svg>`;

const gradient = (id: string, stops: [string, string][], upright = true): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="${upright ? 0 : 1}" y2="${upright ? 1 : 0}">${stops
    .map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`)
    .join("")}</linearGradient>`;

const shelfItem = (x: number, y: number, kind: "bowl" | "books" | "jar"): string => {
  switch (kind) {
    case "bowl":
      return `<path d="M${x} ${y - 22} h44 q0 22 -22 22 q-22 0 -22 -22z" fill="#f4e6d6"/><ellipse cx="${x + 22}" cy="${y - 22}" rx="22" ry="4" fill="#d9c2aa"/>`;
    case "books":
      return `<rect x="${x}" y="${y - 40}" width="12" height="40" rx="2" fill="#3f6b63"/><rect x="${x + 14}" y="${y - 46}" width="10" height="46" rx="2" fill="#e7a977"/><rect x="${x + 26}" y="${y - 36}" width="13" height="36" rx="2" fill="#7a4b3a"/>`;
    case "jar":
      return `<rect x="${x}" y="${y - 38}" width="28" height="38" rx="8" fill="#c9694a"/><rect x="${x + 5}" y="${y - 46}" width="18" height="10" rx="3" fill="#8b4632"/>`;
  }
};

const plant = (x: number, y: number): string => {
  const leaf = (angle: number, length: number, colour: string) =>
    `<path transform="translate(${x} ${y}) rotate(${angle})" d="M0 0 C-16 -${length * 0.4} -12 -${length * 0.8} 0 -${length} C12 -${length * 0.8} 16 -${length * 0.4} 0 0z" fill="${colour}"/>`;
  return [
    leaf(-62, 92, "#4d7a5d"),
    leaf(58, 96, "#416b52"),
    leaf(-34, 122, "#5d8c6a"),
    leaf(30, 128, "#54825f"),
    leaf(-4, 140, "#6a9b76"),
    `<path d="M${x - 34} ${y - 6} h68 l-9 66 q-25 10 -50 0z" fill="#e9d3bd"/><path d="M${x - 34} ${y - 6} h68 l-1.6 12 h-64.8z" fill="#d7bb9f"/>`,
  ].join("");
};

/** Everything that stands still. */
export const studio = (shopName: string): string =>
  svg(
    WIDTH,
    HEIGHT,
    `<rect width="540" height="960" fill="url(#wall)"/>
    <path d="M92 600 V300 a178 178 0 0 1 356 0 V600z" fill="url(#niche)"/>
    <path d="M92 600 V300 a178 178 0 0 1 356 0 V600" fill="none" stroke="#fff3e4" stroke-opacity=".5" stroke-width="5"/>
    <ellipse cx="270" cy="330" rx="240" ry="210" fill="url(#light)"/>
    <path d="M0 250 L150 80 L300 80 L60 520 L0 560z" fill="#fff7ea" opacity=".13" filter="url(#soft)"/>
    <g>
      <rect x="18" y="334" width="92" height="9" rx="4" fill="#8d5a3f"/><rect x="18" y="343" width="92" height="5" fill="#000" opacity=".1"/>
      ${shelfItem(26, 334, "books")}${shelfItem(72, 334, "jar")}
      <rect x="18" y="440" width="92" height="9" rx="4" fill="#8d5a3f"/><rect x="18" y="449" width="92" height="5" fill="#000" opacity=".1"/>
      ${shelfItem(40, 440, "bowl")}
    </g>
    <g>
      <circle cx="${CLOCK.x + 3}" cy="${CLOCK.y + 6}" r="${CLOCK.radius + 2}" fill="#5c3324" opacity=".25" filter="url(#soft)"/>
      <circle cx="${CLOCK.x}" cy="${CLOCK.y}" r="${CLOCK.radius}" fill="#fffaf3" stroke="#8d5a3f" stroke-width="6"/>
      ${Array.from({ length: 12 }, (_, hour) => `<rect x="${CLOCK.x - 1.5}" y="${CLOCK.y - 36}" width="3" height="${hour % 3 === 0 ? 8 : 5}" rx="1.5" fill="#b98e74" transform="rotate(${hour * 30} ${CLOCK.x} ${CLOCK.y})"/>`).join("")}
    </g>
    ${neonSign(shopName, { centerX: 270, top: 142, width: 300, height: 40 })}
    ${plant(482, 540)}
    <rect y="${TABLE_TOP}" width="540" height="370" fill="url(#table)"/>
    <rect y="${TABLE_TOP}" width="540" height="5" fill="#ffe9cf" opacity=".75"/>
    ${[640, 704, 786, 884].map((y) => `<path d="M0 ${y} q135 -7 270 0 t270 0" fill="none" stroke="#7d4a2c" stroke-opacity=".16" stroke-width="3"/>`).join("")}
    <ellipse cx="270" cy="692" rx="232" ry="56" fill="#5a301b" opacity=".3" filter="url(#soft)"/>
    <ellipse cx="270" cy="682" rx="228" ry="54" fill="url(#disc)"/>
    <ellipse cx="270" cy="678" rx="214" ry="48" fill="#fff8ee" opacity=".55"/>`,
    gradient("wall", [
      ["0", "#f3d9c1"],
      ["1", "#e2b590"],
    ]) +
      gradient("niche", [
        ["0", "#d98a68"],
        ["1", "#bd6444"],
      ]) +
      gradient("table", [
        ["0", "#c98d5e"],
        ["1", "#8a5433"],
      ]) +
      gradient("disc", [
        ["0", "#fff6ea"],
        ["1", "#d9bea2"],
      ]) +
      `<radialGradient id="light"><stop offset="0" stop-color="#ffe9c7" stop-opacity=".75"/><stop offset="1" stop-color="#ffe9c7" stop-opacity="0"/></radialGradient>`,
  );

/** The presenter behind the table, without head and waving arm. Stands on the table's edge. */
export const BODY = { width: 260, height: 230 };
export const body = (): string =>
  svg(
    BODY.width,
    BODY.height,
    `<rect x="108" y="0" width="44" height="62" rx="20" fill="#dca57f"/>
    <path d="M130 40 C70 44 34 66 26 130 L16 230 H244 L234 130 C226 66 190 44 130 40z" fill="url(#shirt)"/>
    <path d="M104 42 Q130 78 156 42 L150 38 H110z" fill="#efc09b"/>
    <path d="M84 88 Q130 104 176 88 L190 230 H70z" fill="url(#apron)"/>
    <path d="M84 90 L100 46 M176 90 L160 46" stroke="#3d675f" stroke-width="8" stroke-linecap="round"/>
    <path d="M98 150 h64 v34 q0 12 -12 12 h-40 q-12 0 -12 -12z" fill="#2f544d" opacity=".55"/>
    <path d="M30 128 Q36 180 78 214" fill="none" stroke="#e9d8c4" stroke-width="42" stroke-linecap="round"/>
    <path d="M62 204 Q84 218 112 216" fill="none" stroke="#efc09b" stroke-width="25" stroke-linecap="round"/>`,
    gradient("shirt", [
      ["0", "#fff6ea"],
      ["1", "#e4cfb8"],
    ]) +
      gradient("apron", [
        ["0", "#4d8379"],
        ["1", "#376058"],
      ]),
  );

/** The arm that greets, turned by so many degrees around the shoulder. */
export const ARM = { width: 200, height: 240, shoulderX: 66, shoulderY: 170 };
export const arm = (degrees: number): string =>
  svg(
    ARM.width,
    ARM.height,
    `<g transform="translate(${ARM.shoulderX} ${ARM.shoulderY})">
      <path d="M0 0 Q34 22 62 0" fill="none" stroke="#eedfcd" stroke-width="42" stroke-linecap="round"/>
      <g transform="translate(62 0) rotate(${degrees})">
        <path d="M0 0 L8 -66" stroke="#f3e6d6" stroke-width="36" stroke-linecap="round"/>
        <path d="M9 -74 L12 -98" stroke="#efc09b" stroke-width="22" stroke-linecap="round"/>
        <g stroke="#efc09b" stroke-width="9" stroke-linecap="round">
          <path d="M13 -104 L0 -128"/><path d="M13 -106 L9 -134"/><path d="M14 -106 L19 -133"/><path d="M16 -104 L29 -126"/><path d="M6 -98 L-9 -108"/>
        </g>
        <circle cx="13" cy="-106" r="13" fill="#efc09b"/>
      </g>
    </g>`,
  );

/** Mouths: a smile, a little open, open. */
export const mouths = ["smile", "small", "open"] as const;
export type Mouth = (typeof mouths)[number];

const mouthShape: Record<Mouth, string> = {
  smile: `<path d="M72 158 Q90 174 108 158" fill="none" stroke="#9c3d33" stroke-width="5" stroke-linecap="round"/>`,
  small: `<path d="M76 158 Q90 160 104 158 Q102 172 90 172 Q78 172 76 158z" fill="#8f3029"/><path d="M79 159 Q90 161 101 159 l-1 4 h-20z" fill="#fff"/>`,
  open: `<path d="M72 155 Q90 158 108 155 Q108 179 90 179 Q72 179 72 155z" fill="#8f3029"/><path d="M75 156 Q90 159 105 156 l-1 6 h-28z" fill="#fff"/><path d="M80 173 Q90 165 100 173 Q96 179 90 179 Q84 179 80 173z" fill="#e2766b"/>`,
};

export const HEAD = { width: 180, height: 226 };
export const head = (mouth: Mouth, eyesOpen: boolean): string =>
  svg(
    HEAD.width,
    HEAD.height,
    `<path d="M90 22 C34 22 18 66 20 112 C21 156 26 190 44 200 L136 200 C154 190 159 156 160 112 C162 66 146 22 90 22z" fill="#3f271f"/>
    <circle cx="90" cy="24" r="24" fill="#4a2f25"/>
    <ellipse cx="37" cy="128" rx="9" ry="13" fill="#e6b28c"/><ellipse cx="143" cy="128" rx="9" ry="13" fill="#e6b28c"/>
    <circle cx="36" cy="148" r="6" fill="#ff7a59"/><circle cx="144" cy="148" r="6" fill="#ff7a59"/>
    <path d="M38 104 C38 64 58 52 90 52 C122 52 142 64 142 104 C142 156 122 190 90 190 C58 190 38 156 38 104z" fill="#f3c8a4"/>
    <circle cx="58" cy="146" r="13" fill="#f08a72" opacity=".35"/><circle cx="122" cy="146" r="13" fill="#f08a72" opacity=".35"/>
    <path d="M32 112 C34 66 58 44 96 46 C88 76 62 92 40 98z" fill="#4a2f25"/><path d="M148 112 C146 70 126 46 92 46 C100 74 122 90 142 98z" fill="#4a2f25"/>
    <path d="M56 106 q10 -7 20 -2 M104 104 q10 -5 20 2" fill="none" stroke="#4a2f25" stroke-width="4.5" stroke-linecap="round"/>
    ${
      eyesOpen
        ? `<ellipse cx="67" cy="124" rx="6" ry="7.5" fill="#2b1a14"/><ellipse cx="113" cy="124" rx="6" ry="7.5" fill="#2b1a14"/><circle cx="69" cy="121" r="2" fill="#fff"/><circle cx="115" cy="121" r="2" fill="#fff"/>`
        : `<path d="M59 125 q8 6 16 0 M105 125 q8 6 16 0" fill="none" stroke="#2b1a14" stroke-width="4" stroke-linecap="round"/>`
    }
    <path d="M90 128 q-6 12 -1 15 q3 1 5 0" fill="none" stroke="#d79b78" stroke-width="3.5" stroke-linecap="round"/>
    ${mouthShape[mouth]}`,
  );

const shadow = `<ellipse cx="75" cy="182" rx="54" ry="10" fill="#4a2817" opacity=".33" filter="url(#soft)"/>`;

/** What turns on the table, each standing on the line y = 182 of its picture. */
export const PRODUCT = { width: 150, height: 196, foot: 182 };
export const products = (): string[] =>
  [
    // a mug
    `<path d="M104 96 q34 -2 34 32 q0 32 -38 30" fill="none" stroke="#e5502f" stroke-width="12" stroke-linecap="round"/>
    <path d="M28 78 H112 L108 168 q-1 14 -14 14 H46 q-13 0 -14 -14z" fill="url(#red)"/><ellipse cx="70" cy="78" rx="42" ry="9" fill="#ffd9c9"/><ellipse cx="70" cy="79" rx="35" ry="6" fill="#5d3a28"/>
    <path d="M40 96 q2 40 6 74" stroke="#fff" stroke-opacity=".4" stroke-width="7" fill="none" stroke-linecap="round"/>`,
    // a vase with dried stems
    `<g stroke="#b98a4d" stroke-width="3" fill="none"><path d="M75 100 Q64 50 46 26"/><path d="M75 100 Q76 50 78 14"/><path d="M76 100 Q90 60 108 32"/></g>
    <g fill="#e0b26a"><ellipse cx="45" cy="24" rx="7" ry="15" transform="rotate(-28 45 24)"/><ellipse cx="78" cy="14" rx="7" ry="14"/><ellipse cx="109" cy="30" rx="7" ry="15" transform="rotate(32 109 30)"/></g>
    <path d="M62 92 h26 q-2 18 14 34 q14 16 8 38 q-5 18 -35 18 q-30 0 -35 -18 q-6 -22 8 -38 q16 -16 14 -34z" fill="url(#blue)"/><ellipse cx="75" cy="92" rx="13" ry="4" fill="#274a5a"/>
    <path d="M52 138 q-8 14 0 30" stroke="#fff" stroke-opacity=".4" stroke-width="6" fill="none" stroke-linecap="round"/>`,
    // a candle in a glass
    `<path d="M34 92 h82 v74 q0 16 -16 16 h-50 q-16 0 -16 -16z" fill="url(#amber)"/><path d="M40 112 h70 v54 q0 10 -10 10 h-50 q-10 0 -10 -10z" fill="#fff1dc"/>
    <rect x="46" y="126" width="58" height="36" rx="5" fill="#fffaf3"/><rect x="56" y="138" width="38" height="4" rx="2" fill="#c98d5e"/><rect x="62" y="147" width="26" height="3" rx="1.5" fill="#d9bea2"/>
    <rect x="73" y="94" width="4" height="18" fill="#5a3b2a"/><circle cx="75" cy="82" r="26" fill="#ffd27a" opacity=".35" filter="url(#soft)"/><path d="M75 58 Q90 80 82 94 Q75 100 68 94 Q60 80 75 58z" fill="#ffb347"/><path d="M75 74 Q82 86 78 93 Q75 96 72 93 Q68 86 75 74z" fill="#fff3c4"/>`,
    // a bottle of oil
    `<rect x="62" y="36" width="26" height="22" rx="4" fill="#2f2a26"/><path d="M64 56 h22 v20 q24 8 24 34 v58 q0 14 -14 14 H54 q-14 0 -14 -14 v-58 q0 -26 24 -34z" fill="url(#green)"/>
    <rect x="46" y="118" width="58" height="44" rx="4" fill="#f7f0e4"/><circle cx="75" cy="134" r="8" fill="#7d9b5f"/><rect x="58" y="148" width="34" height="4" rx="2" fill="#b9b29f"/>
    <path d="M52 104 q-3 30 -1 64" stroke="#fff" stroke-opacity=".45" stroke-width="6" fill="none" stroke-linecap="round"/>`,
    // a gift box
    `<rect x="26" y="102" width="98" height="80" rx="6" fill="url(#pink)"/><rect x="20" y="84" width="110" height="26" rx="6" fill="#f7b7a3"/><rect x="64" y="84" width="22" height="98" fill="#fff4ea"/>
    <path d="M75 84 C52 84 40 66 50 56 C62 48 74 66 75 84 C76 66 88 48 100 56 C110 66 98 84 75 84z" fill="none" stroke="#fff4ea" stroke-width="9" stroke-linejoin="round"/>`,
  ].map((drawing) =>
    svg(
      PRODUCT.width,
      PRODUCT.height,
      shadow + drawing,
      gradient(
        "red",
        [
          ["0", "#c9411f"],
          ["0.4", "#ff7a55"],
          ["1", "#b5371a"],
        ],
        false,
      ) +
        gradient(
          "blue",
          [
            ["0", "#2d5568"],
            ["0.4", "#6aa3b5"],
            ["1", "#274a5a"],
          ],
          false,
        ) +
        gradient(
          "amber",
          [
            ["0", "#d99a4e"],
            ["0.4", "#f6cf8f"],
            ["1", "#c9853c"],
          ],
          false,
        ) +
        gradient(
          "green",
          [
            ["0", "#3e5a35"],
            ["0.4", "#83a368"],
            ["1", "#34502c"],
          ],
          false,
        ) +
        gradient(
          "pink",
          [
            ["0", "#e68d78"],
            ["0.5", "#f4a894"],
            ["1", "#d97c66"],
          ],
          false,
        ),
    ),
  );

/** Dust that drifts in the light. */
export const mote = (): string =>
  svg(
    28,
    28,
    `<circle cx="14" cy="14" r="14" fill="url(#m)"/>`,
    `<radialGradient id="m"><stop offset="0" stop-color="#fffaf0" stop-opacity=".9"/><stop offset=".4" stop-color="#fff1d6" stop-opacity=".45"/><stop offset="1" stop-color="#fff1d6" stop-opacity="0"/></radialGradient>`,
  );
