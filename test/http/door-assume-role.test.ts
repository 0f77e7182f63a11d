import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessKeyId, type DoorServer, secret, startDoor } from "./door-server.js";

let door: DoorServer;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.stop());

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** A signed form, written apart from the product's check. Source: STS manual, signature of RPC requests. */
function formOf(changes: Readonly<Record<string, string>> = {}): string {
  const fields: Record<string, string> = {
    Action: "AssumeRole",
    Format: "JSON",
    Version: "2015-04-01",
    AccessKeyId: accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+/, ""),
    RoleArn: "acs:ram::1:role/read",
    RoleSessionName: "a session",
    ...changes,
  };
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => `${encode(name)}=${encode(fields[name]!)}`)
    .join("&");
  const signature = createHmac("sha1", `${secret}&`)
    .update(`POST&%2F&${encode(pairs)}`)
    .digest("base64");
  return `${pairs}&Signature=${encode(signature)}`;
}

async function assume(body: string) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { status, text } = await door.send({ method: "POST", path: "/", headers, body });
  return {
    status,
    said: JSON.parse(text) as { Code?: string; Message?: string; Credentials?: { AccessKeyId: string } },
  };
}

test("a call makes one key, however often it is sent", async () => {
  const form = formOf();
  const first = await assume(form);
  expect(first).toMatchObject({ status: 200, said: { Credentials: { AccessKeyId: expect.any(String) } } });
  for (const again of [form, `${form}&`]) {
    const { status, said } = await assume(again);
    expect([status, said.Code, said.Credentials]).toEqual([400, "InvalidArgument", undefined]);
    expect(said.Message).toContain("SignatureNonce");
  }
  expect((await assume(formOf())).status).toBe(200);
});

test("a signature that is not right uses nothing up", async () => {
  const form = formOf();
  const tampered = await assume(form.replace("role%2Fread", "role%2Fadmin"));
  expect([tampered.status, tampered.said.Code]).toEqual([403, "SignatureDoesNotMatch"]);
  expect((await assume(form)).status).toBe(200);
});
