import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photo } from "../engine/support/photos.js";
import { expectFailure } from "../support/expect-failure.js";
import { startGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { type OpenedPairing, openPairing } from "./pairing.js";

let opened: OpenedPairing;
const [bucket, key] = ["pictures", "china.jpg"];
const process = (steps: string) =>
  ossRequest(opened.gateway, { bucket, key, query: { "x-oss-process": `image/${steps}` } });

beforeAll(async () => {
  opened = await openPairing({ store: "oss", engine: "oss" });
  const { gateway } = opened;
  expect((await ossRequest(gateway, { bucket, method: "PUT" })).status).toBe(200);
  const body = await readFile(photo(key));
  expect((await ossRequest(gateway, { bucket, key, method: "PUT", body })).status).toBe(200);
  expect((await process("resize,w_90")).status).toBe(200);
  await opened.cloud?.stop();
});
afterAll(() => opened.gateway.stop());

test("without its cloud a gateway says so to everybody, and is not ready", async () => {
  for (const steps of ["resize,w_90", "resize,w_91", "info", "x-trim,1/x-engine,any"]) {
    const answer = await process(steps);
    expect(answer.headers.get("retry-after")).toMatch(/^[0-9]+$/);
    expect(await readOssError(answer)).toMatchObject({ status: 503, code: "ServiceUnavailable" });
  }
  const { errors } = await graphqlRequest(
    opened.gateway,
    `{ image(bucket: "${bucket}", key: "${key}") { rendition(transform: { simple: { width: 9 } }) { url } } }`,
    {},
  );
  expect(errors).toMatchObject([{ extensions: { code: "SERVICE_UNAVAILABLE" } }]);
  expect((await fetch(`${opened.gateway.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${opened.gateway.url}/healthz`)).status).toBe(200);
});

test("what is plainly wrong is told all the same", async () => {
  // Rights come first, and they are the cloud's to know; a request that cannot be is refused before.
  const answer = await ossRequest(opened.gateway, { bucket: "A", key });
  expect((await readOssError(answer)).status).toBe(400);
});

test("the cloud's engine beside a store that is not there stops the start, and names the setting", async () => {
  const start = () => startGateway({ env: { IMGRAPH_ENGINE: "oss" } });
  const failure = await expectFailure("InvalidArgument", start);
  expect(failure.details.name).toBe("IMGRAPH_ENGINE");
});
