import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Image, MAX_IMAGE_BYTES, routes, sizedUrl } from "@showdrop/shared";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { encodePicture } from "./encode-picture.ts";
import { createImageFiles } from "./image-files.ts";

let server: TestServer;
let folder: string;
let owner: Client;
let shopId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-uploads-"));
  server = await startTestServer({ env: { UPLOAD_DIR: folder } });
  [owner, shopId] = await ownerOfShop();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const ownerOfShop = async (): Promise<[Client, string]> => {
  const person = await server.person("olga");
  const handle = `s${randomToken(9).toLowerCase().replaceAll(/[-_]/g, "x")}`;
  const shop = await person.must(routes.openShop, { body: { handle, name: "Shop" } });
  return [person, shop.id];
};

/** Red on the left, blue on the right. */
const twoColours = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#0000ff" } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: "#ff0000" } },
      left: 0,
      top: 0,
    },
  ]);

const upload = (bytes: Uint8Array<ArrayBuffer>, client = owner) =>
  client.call(routes.uploadImage, { params: { shopId }, file: new Blob([bytes]) });
const copy = (bytes: Buffer) => new Uint8Array(bytes);

const fetchPicture = async ({ url }: Image) => {
  const response = await fetch(`${server.url}${url}`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/webp"]);
  return Buffer.from(await response.arrayBuffer());
};

const pixel = async (picture: Buffer, left: number, top: number) => {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, 3)].map((channel) => Math.round(channel / 64));
};
const red = [4, 0, 0];
const blue = [0, 0, 4];

test("a phone's photo is turned upright, made small, freed of where it was taken, and served as WebP", async () => {
  const photo = await twoColours(3_000, 2_000)
    .jpeg()
    .withExif({ IFD0: { Make: "SecretCamera" }, IFD3: { GPSLatitude: "37/1 33/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(photo.includes("SecretCamera")).toBe(true);
  const result = await upload(copy(photo));
  if (!result.ok) throw new Error(result.error.message);
  expect(result.data).toMatchObject({ width: 1_067, height: 1_600 });
  expect(result.data.url).toMatch(/^\/uploads\/[\w-]{24}\.webp$/);

  const picture = await fetchPicture(result.data);
  const { format, width, height, exif, icc, xmp, orientation } = await sharp(picture).metadata();
  expect({ format, width, height, exif, icc, xmp, orientation }).toEqual({
    format: "webp",
    width: 1_067,
    height: 1_600,
    exif: undefined,
    icc: undefined,
    xmp: undefined,
    orientation: undefined,
  });
  expect(picture.includes("SecretCamera")).toBe(false);
  // Turned clockwise by a quarter: what was on the left is now on top.
  expect([await pixel(picture, 500, 100), await pixel(picture, 500, 1_500)]).toEqual([red, blue]);
});

test.each(["jpeg", "png", "webp", "avif"] as const)(
  "a small %s is taken and not enlarged",
  async (format) => {
    const result = await upload(copy(await twoColours(60, 40).toFormat(format).toBuffer()));
    if (!result.ok) throw new Error(result.error.message);
    expect(result.data).toMatchObject({ width: 60, height: 40 });
    const picture = await fetchPicture(result.data);
    expect([await pixel(picture, 10, 20), await pixel(picture, 50, 20)]).toEqual([red, blue]);
  },
);

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>, string]>([
  [
    "an SVG",
    async () =>
      bytesOf('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    "IMAGE_UNSUPPORTED",
  ],
  ["a GIF", async () => copy(await twoColours(60, 40).gif().toBuffer()), "IMAGE_UNSUPPORTED"],
  ["a TIFF", async () => copy(await twoColours(60, 40).tiff().toBuffer()), "IMAGE_UNSUPPORTED"],
  [
    "a HEIC",
    async () => {
      const avif = copy(await twoColours(60, 40).avif().toBuffer());
      avif.set(bytesOf("ftypheic"), 4);
      return avif;
    },
    "IMAGE_UNSUPPORTED",
  ],
  ["a page", async () => bytesOf("<!doctype html><script>alert(1)</script>"), "IMAGE_UNSUPPORTED"],
  ["a PDF", async () => bytesOf("%PDF-1.7\n1 0 obj\n<<>>\nendobj"), "IMAGE_UNSUPPORTED"],
  ["an empty file", async () => new Uint8Array(), "IMAGE_UNSUPPORTED"],
  [
    "half a JPEG",
    async () => {
      const whole = await sharp({
        create: {
          width: 400,
          height: 400,
          channels: 3,
          noise: { type: "gaussian", mean: 128, sigma: 60 },
          background: "red",
        },
      })
        .jpeg()
        .toBuffer();
      return copy(whole.subarray(0, whole.length / 2));
    },
    "IMAGE_UNSUPPORTED",
  ],
  [
    "a bomb of 64 million pixels in a few kilobytes",
    async () =>
      copy(
        await sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: "red" } })
          .png()
          .toBuffer(),
      ),
    "IMAGE_TOO_LARGE",
  ],
  ["more bytes than the limit", async () => new Uint8Array(MAX_IMAGE_BYTES + 1), "IMAGE_TOO_LARGE"],
])("%s is refused and leaves no file", async (_, make, code) => {
  const before = await readdir(folder).catch(() => []);
  expect(await upload(await make())).toMatchObject({ ok: false, error: { code, path: "file" } });
  expect(await readdir(folder).catch(() => [])).toEqual(before);
});

test("what a picture claims in its header is judged before a pixel is decoded", async () => {
  const png = await twoColours(60, 40).png().toBuffer();
  // IHDR lies at bytes 12 to 29: its name, width, height and five more, then their checksum. No pixels follow suit.
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  expect(await encodePicture(png)).toMatchObject({ ok: false, error: { code: "IMAGE_TOO_LARGE" } });
});

test.each(["missing.webp", "", "..%2f..%2fpackage.json", ".hidden.webp.partial"])(
  "what is not a picture is not served from the folder: %s",
  async (name) => {
    await writeFile(join(folder, ".hidden.webp.partial"), "half");
    const response = await fetch(`${server.url}/uploads/${name}`);
    expect([response.status, await response.text()]).toEqual([404, "This does not exist, or no longer."]);
  },
);

test("no file, a stranger and a visitor are refused, each in their way", async () => {
  const empty = await fetch(`${server.url}/api/shops/${shopId}/images`, {
    method: "POST",
    headers: { cookie: owner.cookie() },
  });
  expect([empty.status, await empty.json()]).toMatchObject([400, { error: { code: "IMAGE_MISSING" } }]);
  const png = copy(await twoColours(60, 40).png().toBuffer());
  const stranger = await server.person("stranger");
  expect(await upload(png, stranger)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await upload(png, server.visitor())).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
});

test("a shop uses its own pictures, in order, and not another's", async () => {
  const png = copy(await twoColours(60, 40).png().toBuffer());
  const [first, second] = [await upload(png), await upload(png)];
  if (!first.ok || !second.ok) throw new Error("upload failed");
  const params = { shopId };
  const product = {
    title: "Mug",
    currency: "USD" as const,
    variants: [{ name: "one", price: { amount: 500, currency: "USD" as const }, stock: 1 }],
  };
  const imageIds = [second.data.id, first.data.id];
  const mug = await owner.must(routes.createProduct, { params, body: { ...product, imageIds } });
  expect(mug.images).toEqual([second.data, first.data]);
  const shop = await owner.must(routes.editShop, { params, body: { avatarImageId: first.data.id } });
  expect(shop.avatarUrl).toBe(first.data.url);

  const [other, otherShopId] = await ownerOfShop();
  const theirs = { params: { shopId: otherShopId } };
  expect(await other.call(routes.createProduct, { ...theirs, body: { ...product, imageIds } })).toMatchObject(
    { error: { code: "INVALID_INPUT", path: "imageIds.0" } },
  );
  expect(
    await other.call(routes.editShop, { ...theirs, body: { avatarImageId: first.data.id } }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "avatarImageId" } });
  expect(
    await owner.call(routes.editProduct, {
      params: { productId: mug.id },
      body: { imageIds: [first.data.id, first.data.id] },
    }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "imageIds.1" } });

  expect((await owner.must(routes.editShop, { params, body: { avatarImageId: null } })).avatarUrl).toBeNull();
});

test("a picture can be had in sizes, which are made when they are asked for and go with it", async () => {
  const file = new Blob([new Uint8Array(await twoColours(1500, 1000).jpeg().toBuffer())]);
  const { url } = await owner.must(routes.uploadImage, { params: { shopId }, file });
  const at = (width: number) => fetch(`${server.url}${sizedUrl(url, width)}`);
  const answers = await Promise.all([at(320), at(320), at(640), at(1280)]);
  const widths = await Promise.all(
    answers.map(async (answer) => (await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width),
  );
  expect(widths).toEqual([320, 320, 640, 1280]);
  expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(
    Array.from({ length: 4 }, () => "public, max-age=31536000, immutable"),
  );
  expect((await fetch(`${server.url}${url.replace(".webp", ".w333.webp")}`)).status).toBe(404);
  expect((await fetch(`${server.url}/uploads/nothing.w320.webp`)).status).toBe(404);
  const name = url.replace("/uploads/", "");
  await createImageFiles(folder).remove(name);
  expect((await readdir(folder)).filter((each) => each.startsWith(name.slice(0, 20)))).toEqual([]);
});
