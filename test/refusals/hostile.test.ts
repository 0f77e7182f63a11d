import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltGateway, startBuiltGateway } from "../support/built-gateway.js";
import { type CommandRunner, openCommandRunner } from "../support/command.js";
import { graphqlRequest, pascalCase } from "../support/graphql-request.js";
import { look } from "../support/look.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { hostileFiles, largestPhoto } from "./hostile-files.js";
import { readLine } from "./refusing-doors.js";

const bucket = "hostile";
const process = "image/resize,w_100";

let gateway: BuiltGateway;
let command: CommandRunner;
/** The most that was seen; looked at after each answer. */
let peak = 0;

beforeAll(async () => {
  [gateway, command] = await Promise.all([startBuiltGateway(), openCommandRunner()]);
  expect((await ossRequest(gateway, { method: "PUT", bucket })).status).toBe(200);
  await put("good.jpg", await makePicture({ w: 400, h: 267, format: "jpg" }));
});
afterAll(async () => {
  await Promise.all([gateway.stop(), command.close()]);
});

describe.each(hostileFiles)("$name is $status $code", ({ name, make, code, status }) => {
  beforeAll(async () => {
    await put(name, await make());
  });

  test("at the OSS endpoint, which goes on answering", async () => {
    const watch = watchMemory();
    const answer = await ossRequest(gateway, { bucket, key: name, query: { "x-oss-process": process } });
    await watch.stop();
    expect(await readOssError(answer)).toMatchObject({ code, status });
    const good = await ossRequest(gateway, { bucket, key: "good.jpg", query: { "x-oss-process": process } });
    expect(await look(Buffer.from(await good.arrayBuffer()))).toMatchObject({ width: 100, height: 67 });
  });

  test("in GraphQL, beside an image that is good", async () => {
    const query = `query ($bad: String!) {
      bad: image(bucket: "${bucket}", key: $bad) { url(transform: { process: "${process}" }) averageHue }
      good: image(bucket: "${bucket}", key: "good.jpg") { url(transform: { process: "${process}" }) }
    }`;
    interface Data {
      readonly bad: { readonly url: string | null; readonly averageHue: string | null } | null;
      readonly good: { readonly url: string };
    }
    const { data, errors = [] } = await graphqlRequest<Data>(gateway, query, { bad: name });
    expect(data?.good.url).toContain("good.jpg");
    // What is no image is none to GraphQL; what is a bad one says so where pixels, or at least the header, are needed.
    if (code === "BadRequest") expect(data?.bad).toBeNull();
    else {
      expect(data?.bad?.averageHue).toBeNull();
      expect(errors.map(({ extensions }) => pascalCase(extensions.code))).toContain(code);
    }
  });

  test("at the command line", async () => {
    const input = join(command.folder, name);
    await writeFile(input, await make());
    const { code: exit, stderr } = await command.run(["process", input, process, "-o", join(command.folder, "out")]);
    expect(exit).toBe(1);
    expect(readLine(stderr)).toMatchObject({ code, status });
  });
});

test("a photograph of exactly 20 MB is answered", async () => {
  await put("20-mb.jpg", await largestPhoto());
  const answer = await ossRequest(gateway, { bucket, key: "20-mb.jpg", query: { "x-oss-process": process } });
  expect(await look(Buffer.from(await answer.arrayBuffer()))).toMatchObject({ width: 100, height: 75 });
});

test("through all of it, its processes held less than 400 MB together", () => {
  expect(peak).toBeLessThan(400 * 2 ** 20);
});

async function put(key: string, body: Buffer): Promise<void> {
  const response = await ossRequest(gateway, { method: "PUT", bucket, key, body });
  expect(response.status, await response.text()).toBe(200);
}

/** Looks again and again until it is stopped. */
function watchMemory(): { stop(): Promise<void> } {
  let watching = true;
  const watch = async () => {
    do peak = Math.max(peak, (await gateway.memory()) ?? 0);
    while (watching);
  };
  const done = watch();
  return {
    async stop() {
      watching = false;
      await done;
    },
  };
}
