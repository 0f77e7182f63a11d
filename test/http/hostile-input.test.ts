import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { addressesOf } from "../../src/http/address.js";
import { parseCredentials } from "../../src/http/credentials.js";
import { parseProcessBody } from "../../src/http/process-body.js";
import { chooseRange } from "../../src/http/range.js";
import { readXml } from "../../src/http/read-xml.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

/** Bytes as the wire brings them, leaning to those that mean something. */
const wire = fc.stringMatching(/^([ -~\x80-\xff]|%[0-9A-F]{2}|[/?&=%|,_.:<>"'-]|acl|style|bytes=|OSS )*$/);
const runs = { seed, numRuns: scaled(5000) };

describe("whatever comes, only failures are thrown", () => {
  const parsers: Record<string, (text: string) => unknown> = {
    "a request target": parseRequestTarget,
    "a host": (text) => addressesOf(text, "/a/b", ["localhost"]),
    "a path": (text) => addressesOf("a.localhost", `/${text}`, ["localhost"]),
    "an Authorization header": (text) => parseCredentials({ authorization: text, date: text }, new Map()),
    "a signed query": (text) =>
      parseCredentials({}, parseRequestTarget(`/?OSSAccessKeyId=a&Expires=1&Signature=${text}`).query),
    "a range": (text) => chooseRange({ range: text, "x-oss-range-behavior": "standard" }, 10),
    "a processing body": (text) => parseProcessBody(Buffer.from(`x-oss-process=${text}`, "latin1")),
    "an XML body": (text) => readXml(Buffer.from(`<Style><Content>${text}</Content></Style>`, "latin1"), "Style"),
  };

  test.each(Object.entries(parsers))("%s", (_, parse) => {
    fc.assert(
      fc.property(wire, (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      runs,
    );
  });
});

describe("a door that gets random requests", () => {
  let door: DoorServer;

  beforeAll(async () => {
    door = await startDoor();
    await door.put("shared", "a", image);
  });

  afterAll(() => door.stop());

  test("answers each in good order, and never with an internal error", async () => {
    const name = fc.constantFrom("shared", "open", "demo", "nowhere", "X");
    const word = fc.constantFrom(
      "acl",
      "style",
      "styleName",
      "list-type",
      "uploads",
      "x-oss-process",
      "objectMeta",
      "prefix",
    );
    const value = fc.oneof(
      fc.constantFrom("", "2", "image/info", "image/resize,w_1"),
      wire.map((text) => encodeURIComponent(text)),
    );
    const request = fc.record({
      method: fc.constantFrom("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"),
      bucket: name,
      key: fc.oneof(
        fc.constantFrom("", "a", "/", "a/"),
        wire.map((text) => encodeURIComponent(text)),
      ),
      query: fc.array(fc.tuple(word, value), { maxLength: 2 }),
      host: fc.constantFrom(
        "127.0.0.1",
        "shared.localhost",
        ".oss-cn-hangzhou.aliyuncs.com",
        "a.b.localhost",
        "undefined.localhost",
      ),
      body: wire,
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, bucket, key, query, host, body }) => {
        const path = `/${bucket}/${key}?${query.map(([word, value]) => `${word}=${value}`).join("&")}`;
        const bytes = Buffer.from(method === "PUT" || method === "POST" ? body : "", "latin1");
        const headers = { host, "content-length": String(bytes.length) };
        const reply = await door.send({ method, path, headers, body: bytes });
        expect(reply.status).not.toBe(500);
        if (reply.status >= 400 && method !== "HEAD") expect(reply.element("Code")).toMatch(/^[A-Za-z]+$/);
      }),
      { seed, numRuns: scaled(2000) },
    );
    expect(door.troubles).toEqual([]);
  });
});
