import { prepareSale } from "@showdrop/local/sample-sale.ts";
import type { Media } from "@showdrop/local/services/media.ts";
import type { People, Person } from "./people.ts";
import { expectCameraPicture } from "./picture.ts";
import { longestStill, mediaPortOf, watchForStills } from "./playing.ts";
import { expect, test } from "./test.ts";
import { button, goOnAir, liveVideo } from "./verbs.ts";

// A node that carries two: the host and a viewer. The second viewer goes to the other node.
test.use({ mediaNodes: 2, mediaEnv: { PEERS_PER_WORKER: "2" } });
// Two drains, of six seconds at most, with four starts of a page's video before and after each.
test.describe.configure({ timeout: 240_000 });
test.afterEach(({ people }) => people.leave());

/** A host on one node with a viewer, and a second viewer on the other node; all see the host's moving picture. */
const showOnBoth = async (people: People) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const { show } = await prepareSale(creator);
  const hostPort = mediaPortOf(creator.page);
  await creator.page.goto(`/studio/shows/${show.id}`);
  await goOnAir(creator.page);
  await expect(button(creator.page, "End show")).toBeVisible();

  const watch = async (name: string) => {
    const { page } = await people.visitor(name, { on: "phone" });
    const port = mediaPortOf(page);
    await page.goto(`/shows/${show.id}`);
    const video = liveVideo(page, show.title);
    await expectCameraPicture(video);
    return { page, port, video };
  };
  const near = await watch("Ann Lee");
  const far = await watch("Bob Kim");
  expect(near.port()).toBe(hostPort());
  expect(far.port()).not.toBe(hostPort());
  return { creator, hostPort, near, far };
};

const mediaAt = (medias: readonly Media[], port: number | undefined): Media => {
  const found = medias.find((media) => media.port === port);
  if (!found) throw new Error(`no media node listens on ${port}`);
  return found;
};

const stillNow = async (name: string, { page }: Pick<Person, "page">): Promise<void> => {
  const ms = await longestStill(page);
  expect(ms, "the page was not loaded anew").toBeDefined();
  process.stdout.write(`      ${name}: the picture stood still for ${Math.round(ms ?? 0)} ms at most\n`);
};

test("one show on two media nodes: a viewer on each sees the host, and goes on when the nodes are drained in turn", async ({
  people,
  platform,
}) => {
  const { creator, hostPort, near, far } = await showOnBoth(people);
  const origin = mediaAt(platform.medias, hostPort());
  const other = mediaAt(platform.medias, far.port());
  for (const { page } of [near, far]) await watchForStills(page);

  await origin.stop();
  for (const { port } of [near, far]) expect(port()).toBe(other.port);
  expect(hostPort()).toBe(other.port);
  for (const { video } of [near, far]) await expectCameraPicture(video);
  await expect(button(creator.page, "End show")).toBeVisible();
  await stillNow("near", near);
  await stillNow("far", far);

  await origin.start();
  await other.stop();
  for (const { port } of [near, far]) expect(port()).toBe(origin.port);
  for (const { video } of [near, far]) await expectCameraPicture(video);
  await stillNow("near, back", near);
  await stillNow("far, back", far);
  await other.start();
});

test("the origin is killed: the host and the viewers of both nodes are back by themselves", async ({
  people,
  platform,
}) => {
  const { hostPort, near, far } = await showOnBoth(people);
  const origin = mediaAt(platform.medias, hostPort());
  for (const { page } of [near, far]) await watchForStills(page);
  await origin.kill();
  for (const { video } of [near, far]) await expectCameraPicture(video);
  expect(hostPort()).not.toBe(origin.port);
  await stillNow("near", near);
  await stillNow("far", far);
  await origin.start();
});
