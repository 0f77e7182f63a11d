import type { TestGateway } from "../support/gateway.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { type Answer, type Case, type Door, type Stored, sourceKey } from "./case.js";
import { caseBucket } from "./furnish.js";

/** The OSS endpoint: a GET with `x-oss-process`, or the POST of a save-as. */
export function httpDoor(gateway: TestGateway): Door {
  return {
    name: "HTTP",
    async run(example) {
      const answer = await answerOf(await send(gateway, example));
      if (example.method !== "POST" || answer.kind !== "json") return answer;
      const { bucket, object } = JSON.parse(answer.json) as { bucket: string; object: string };
      return { ...answer, stored: await readStored(gateway, { bucket: bucket || caseBucket, key: object }) };
    },
    async close() {},
  };
}

function send(gateway: TestGateway, example: Case): Promise<Response> {
  const at = { bucket: caseBucket, key: sourceKey(example) };
  if (example.method !== "POST") return ossRequest(gateway, { ...at, query: { "x-oss-process": example.process } });
  const body = `x-oss-process=${example.process}`;
  return ossRequest(gateway, { ...at, method: "POST", query: { "x-oss-process": "" }, body });
}

async function answerOf(response: Response): Promise<Answer> {
  if (!response.ok) return { kind: "failure", ...(await readOssError(response)) };
  const contentType = response.headers.get("content-type") ?? "";
  if (contentType === "application/json") return { kind: "json", json: await response.text() };
  return { kind: "image", bytes: Buffer.from(await response.arrayBuffer()), contentType };
}

/** An object as it lies there. */
export async function readStored(gateway: TestGateway, at: { bucket: string; key: string }): Promise<Stored> {
  const response = await ossRequest(gateway, at);
  return { bytes: Buffer.from(await response.arrayBuffer()), contentType: response.headers.get("content-type") ?? "" };
}
