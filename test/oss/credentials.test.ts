import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { fetchCredentials, type OssCredentials, RefreshedCredentials } from "../../src/oss/index.js";

const never = new AbortController().signal;
const minute = 60_000;

describe("credentials that end", () => {
  let now: number;
  let flights: { resolve(credentials: OssCredentials): void; reject(error: Error): void }[];
  let source: RefreshedCredentials;
  beforeEach(() => {
    now = 0;
    flights = [];
    source = new RefreshedCredentials({
      fetch: () => new Promise((resolve, reject) => flights.push({ resolve, reject })),
      clock: { now: () => now },
      log: silentLog,
    });
  });
  const key = (id: string, expiresAt: number): OssCredentials => ({
    accessKeyId: id,
    accessKeySecret: "secret",
    securityToken: "token",
    expiresAt,
  });
  const settled = () => new Promise(setImmediate);

  test("are got once for all who ask meanwhile", async () => {
    const asked = [source.current(never), source.current(never), source.current(never)];
    await settled();
    expect(flights).toHaveLength(1);
    const first = key("first", 60 * minute);
    flights[0]!.resolve(first);
    expect(await Promise.all(asked)).toEqual([first, first, first]);
    expect(await source.current(never)).toBe(first);
    expect(flights).toHaveLength(1);
  });

  test("are renewed ahead of their end, by one flight, while the old ones serve", async () => {
    const [first, second] = [key("first", 60 * minute), key("second", 120 * minute)];
    const asked = source.current(never);
    flights[0]!.resolve(first);
    await asked;
    now = 56 * minute;
    expect(await Promise.all([source.current(never), source.current(never)])).toEqual([first, first]);
    expect(flights).toHaveLength(2);
    flights[1]!.resolve(second);
    await settled();
    expect(await source.current(never)).toBe(second);
  });

  test("serve to their end when they cannot be renewed, which is tried again after a pause", async () => {
    const first = key("first", 60 * minute);
    const asked = source.current(never);
    flights[0]!.resolve(first);
    await asked;
    now = 56 * minute;
    await source.current(never);
    flights[1]!.reject(new Error("nobody there"));
    await settled();
    expect(await source.current(never)).toBe(first);
    expect(flights).toHaveLength(2);
    now += 10_000;
    expect(await source.current(never)).toBe(first);
    expect(flights).toHaveLength(3);
    flights[2]!.reject(new Error("nobody there"));
    now = 60 * minute;
    await settled();
    const late = source.current(never);
    flights[3]!.reject(new Error("nobody there"));
    await expect(late).rejects.toMatchObject({ code: "ServiceUnavailable" });
  });

  test("are replaced at once when they were refused, by whichever call is first", async () => {
    const [first, second] = [key("first", 60 * minute), key("second", 60 * minute)];
    const asked = source.current(never);
    flights[0]!.resolve(first);
    await asked;
    expect(source.discard(first)).toBe(true);
    const again = source.current(never);
    expect(source.discard(first)).toBe(true);
    flights[1]!.resolve(second);
    expect(await again).toBe(second);
    expect(source.discard(first)).toBe(true);
    expect(await source.current(never)).toBe(second);
  });

  test("are not waited for by a caller that has left, and come for the others", async () => {
    const stop = new AbortController();
    const [left, stays] = [source.current(stop.signal), source.current(never)];
    stop.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    flights[0]!.resolve(key("first", 60 * minute));
    expect(await stays).toMatchObject({ accessKeyId: "first" });
  });
});

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(16 * 1024, " ");
}

describe("credentials from a URL", () => {
  let server: Server;
  let url: string;
  /** Without a body it goes on for ever. */
  let answer: { status: number; body: string | undefined };
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, { location: "/elsewhere" });
      if (answer.body === undefined) Readable.from(endless()).pipe(response);
      else response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/role`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const good = {
    Code: "Success",
    AccessKeyId: "STS.a",
    AccessKeySecret: "b",
    SecurityToken: "c",
    Expiration: "2026-11-23T12:00:00Z",
  };

  test("are those that the document tells", async () => {
    answer = { status: 200, body: JSON.stringify(good) };
    expect(await fetchCredentials(url)(never)).toEqual({
      accessKeyId: "STS.a",
      accessKeySecret: "b",
      securityToken: "c",
      expiresAt: Date.UTC(2026, 10, 23, 12),
    });
  });

  test.each([
    ["an error status", 500, JSON.stringify(good)],
    ["another place", 302, ""],
    ["no JSON", 200, "<html>"],
    ["no object", 200, "null"],
    ["too much", 200, JSON.stringify({ ...good, more: "x".repeat(64 * 1024) })],
    ["another outcome", 200, JSON.stringify({ ...good, Code: "Failed" })],
    ["no secret", 200, JSON.stringify({ ...good, AccessKeySecret: "" })],
    ["no end", 200, JSON.stringify({ ...good, Expiration: "soon" })],
    ["no token", 200, JSON.stringify({ ...good, SecurityToken: undefined })],
  ])("of %s are none", async (_, status, body) => {
    answer = { status, body };
    await expect(fetchCredentials(url)(never)).rejects.toThrow();
  });

  test("that are not understood are not told of: they may hold a secret", async () => {
    answer = { status: 200, body: "topsecret" };
    await expect(fetchCredentials(url)(never)).rejects.toThrow(/^expected a JSON object$/);
  });

  test("that have no end are not waited for", async () => {
    answer = { status: 200, body: undefined };
    await expect(fetchCredentials(url)(never)).rejects.toThrow("more than");
  });
});
