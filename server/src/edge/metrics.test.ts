import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, openPage } from "../testing/stage.ts";
import { metricsEdge } from "./metrics.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("a server tells its sockets and frames on the port for metrics alone", async () => {
  const { owner, show } = await goLive(server);
  const page = await openPage(owner, show.id);
  await page.say("hello");
  await page.hears("chat:posted");
  const edge = metricsEdge(server.metrics).listen(0, "127.0.0.1");
  await once(edge, "listening");
  const url = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`;
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toMatch(/^showdrop_hub_sockets 1$/m);
  expect(text).toMatch(/^showdrop_hub_hears_others 1$/m);
  expect(text).toMatch(/^showdrop_hub_frames_total [1-9]/m);
  expect(text).toMatch(/^showdrop_hub_dropped_total\{weight="calm"\} 0$/m);
  expect(text).toMatch(/^showdrop_hub_cut_total 0$/m);
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${server.url}/metrics`)).headers.get("content-type")).not.toContain("version=");
  edge.close();
  page.close();
});
