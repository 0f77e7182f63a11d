import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Failure } from "../../src/base/failure.js";
import { silentLog } from "../../src/base/log.js";
import { type CredentialsSource, fixedCredentials, OssClient, type OssClientOptions } from "../../src/oss/index.js";

const never = new AbortController().signal;

/** A service that answers what the test says, and tells what it was asked. */
let server: Server;
let endpoint: string;
let asked: { method: string; url: string; headers: IncomingMessage["headers"]; body: Buffer }[];
let answer: (response: ServerResponse, request: IncomingMessage, nth: number) => void;
const clients: OssClient[] = [];

beforeEach(async () => {
  asked = [];
  answer = (response) => reply(response, 200);
  server = createServer((request, response) => {
    const nth = asked.length;
    const { method = "", url = "", headers } = request;
    const entry = { method, url, headers, body: Buffer.alloc(0) };
    asked.push(entry);
    void buffer(request).then(
      (body) => {
        entry.body = body;
        answer(response, request, nth);
      },
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function reply(response: ServerResponse, status: number, body = "", headers: Record<string, string> = {}): void {
  response.writeHead(status, { "x-oss-request-id": "5C3D9175B6FC201293AD1234", ...headers });
  response.end(body);
}
const refuse = (response: ServerResponse, status: number, code: string) =>
  reply(response, status, `<Error><Code>${code}</Code><Message>no</Message><EC>0001-1</EC></Error>`);

function clientOf(options: Partial<OssClientOptions> = {}): OssClient {
  const credentials = fixedCredentials({ accessKeyId: "id", accessKeySecret: "secret" });
  const defaults = { endpoint, region: "cn-hangzhou", credentials, clock: Date, log: silentLog, random: () => 0 };
  const client = new OssClient({ ...defaults, ...options });
  clients.push(client);
  return client;
}
const get = { method: "GET", bucket: "photos", key: "a.jpg", isRepeatable: true } as const;

describe("what ali-oss does wrong", () => {
  test.each([
    ["a/../b", "/photos/a/../b"],
    [".", "/photos/."],
    ["a//b/./c", "/photos/a//b/./c"],
    ["100%+?#", "/photos/100%25%2B%3F%23"],
    ["图 1.jpg", "/photos/%E5%9B%BE%201.jpg"],
  ])("the key %j is asked for as it is", async (key, path) => {
    await clientOf().call({ ...get, key }, never);
    expect(asked[0]?.url).toBe(path);
  });

  test("the Host is the endpoint's own, whatever kind of address that is", async () => {
    await clientOf().call(get, never);
    expect(asked[0]?.headers.host).toBe(new URL(endpoint).host);
    // Without a bucket there is nothing to forge it from.
    await clientOf().call({ method: "GET", isRepeatable: true }, never);
    expect(asked[1]).toMatchObject({ url: "/", headers: { host: new URL(endpoint).host } });
  });

  test("header values beyond Latin-1 are sent as UTF-8", async () => {
    await clientOf().call({ ...get, method: "PUT", headers: { "x-oss-meta-who": "李白" } }, never);
    const raw = Buffer.from(String(asked[0]?.headers["x-oss-meta-who"]), "latin1");
    expect(raw.toString("utf8")).toBe("李白");
  });

  test("header values that are no header values are refused before anything is sent", async () => {
    const call = clientOf().call({ ...get, headers: { "x-oss-meta-who": "a\r\nX-Evil: 1" } }, never);
    await expect(call).rejects.toMatchObject({ code: "InvalidArgument" });
    expect(asked).toEqual([]);
  });

  test("what is undefined is not in the query, and options are left as they are", async () => {
    const call = { ...get, query: { prefix: undefined, acl: "" }, headers: { "x-oss-acl": undefined, a: "b" } };
    const copy = structuredClone(call);
    await clientOf().call(call, never);
    expect(call).toEqual(copy);
    expect(asked[0]?.url).toBe("/photos/a.jpg?acl=");
    expect(asked[0]?.headers).not.toHaveProperty("x-oss-acl");
  });

  test("an error of a HEAD, or of what was to be streamed, keeps its code", async () => {
    const document = "<Error><Code>NoSuchBucket</Code><Message>no</Message></Error>";
    answer = (response, request) =>
      request.method === "HEAD"
        ? reply(response, 404, "", { "x-oss-err": Buffer.from(document).toString("base64") })
        : reply(response, 404, document);
    const client = clientOf();
    await expect(client.call({ ...get, method: "HEAD" }, never)).rejects.toMatchObject({ code: "NoSuchBucket" });
    await expect(client.open(get, never)).rejects.toMatchObject({ code: "NoSuchBucket" });
  });

  test("a signed URL of an IP endpoint names the bucket", async () => {
    const client = clientOf({ publicEndpoint: "http://127.0.0.1:1" });
    const signed = await client.signUrl({ bucket: "photos", key: "a b.jpg" }, { seconds: 60 }, never);
    const url = new URL(signed.url);
    expect(url.pathname).toBe("/photos/a%20b.jpg");
    expect(url.searchParams.get("x-oss-signature-version")).toBe("OSS4-HMAC-SHA256");
    const named = clientOf({ publicEndpoint: "https://oss-cn-hangzhou.aliyuncs.com" });
    expect((await named.signUrl({ bucket: "photos", key: "a" }, { seconds: 60 }, never)).url).toMatch(
      /^https:\/\/photos\.oss-cn-hangzhou\.aliyuncs\.com\/a\?/,
    );
  });
});

describe("failures", () => {
  test.each([
    [404, "NoSuchKey", "NoSuchKey"],
    [404, "NoSuchBucket", "NoSuchBucket"],
    [403, "AccessDenied", "AccessDenied"],
    [403, "SignatureDoesNotMatch", "ServiceUnavailable"],
    [403, "InvalidAccessKeyId", "ServiceUnavailable"],
    [403, "RequestTimeTooSkewed", "ServiceUnavailable"],
    [400, "InvalidArgument", "InvalidArgument"],
    [400, "SomethingNew", "InternalError"],
    [409, "SomethingNew", "InternalError"],
    [500, "InternalError", "ServiceUnavailable"],
    [503, "ServiceUnavailable", "ServiceUnavailable"],
    [501, "NotImplemented", "NotImplemented"],
  ])("status %i %s is %s", async (status, code, expected) => {
    answer = (response) => refuse(response, status, code);
    await expect(clientOf().call(get, never)).rejects.toMatchObject({ code: expected });
  });

  test.each([
    ["0001-1", "0001-1"],
    ["\n  0001-1\r\nX-Evil: 1", undefined],
  ])("have the sub-code %j as %j: it is told in a header again", async (given, ec) => {
    const document = `<Error><Code>AccessDenied</Code><Message>no</Message><EC>${given}</EC></Error>`;
    answer = (response) => reply(response, 403, document);
    const failure = await clientOf()
      .call(get, never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "AccessDenied" });
    expect((failure as Failure).ec).toBe(ec);
  });

  test("tell nobody what was signed", async () => {
    answer = (response) =>
      reply(response, 403, "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>SECRET</StringToSign></Error>");
    const error = await clientOf()
      .call(get, never)
      .catch((error: unknown) => error);
    expect(JSON.stringify(error)).not.toContain("SECRET");
  });
});

describe("repetitions", () => {
  test("are made of what can be repeated, three sendings at most", async () => {
    answer = (response) => refuse(response, 500, "InternalError");
    await expect(clientOf().call(get, never)).rejects.toMatchObject({ code: "ServiceUnavailable" });
    expect(asked).toHaveLength(3);
    await expect(clientOf().call({ ...get, isRepeatable: false }, never)).rejects.toThrow();
    expect(asked).toHaveLength(4);
  });

  test("are also made of what must not be done twice, where it was certainly not done", async () => {
    answer = (response, _, nth) => (nth === 0 ? refuse(response, 503, "ServiceUnavailable") : reply(response, 200));
    await clientOf().call({ ...get, method: "POST", isRepeatable: false }, never);
    expect(asked).toHaveLength(2);
  });

  test("never send a body of which a part is gone, and send a whole one again as it was", async () => {
    answer = (response, _, nth) => (nth === 0 ? refuse(response, 503, "ServiceUnavailable") : reply(response, 200));
    const put = { ...get, method: "PUT" } as const;
    const streamed = clientOf().call({ ...put, body: Readable.from([Buffer.from("body")]) }, never);
    await expect(streamed).rejects.toMatchObject({ code: "ServiceUnavailable" });
    expect(asked).toHaveLength(1);
    asked.length = 0;
    await clientOf().call({ ...put, body: Buffer.from("body") }, never);
    expect(asked.map(({ body }) => String(body))).toEqual(["body", "body"]);
  });

  test("send a body that nothing was taken of, once there is a connection", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    let pulls = 0;
    const body = (async function* () {
      pulls += 1;
      yield Buffer.from("body");
    })();
    const call = { ...get, method: "PUT", body } as const;
    await expect(clientOf({ endpoint: `http://127.0.0.1:${port}` }).call(call, never)).rejects.toMatchObject({
      code: "ServiceUnavailable",
    });
    expect(pulls).toBe(0);
    await clientOf().call(call, never);
    expect(String(asked[0]?.body)).toBe("body");
  });

  test("have a budget: trouble does not multiply what is sent", async () => {
    answer = (response) => refuse(response, 500, "InternalError");
    const client = clientOf({ faultsInARow: 10_000 });
    for (let i = 0; i < 100; i++) await client.call(get, never).catch(() => {});
    // 100 calls, 10 in reserve, one earned by each ten calls.
    expect(asked.length).toBeLessThanOrEqual(120);
    expect(asked.length).toBeGreaterThan(100);
  });

  test("use other credentials when the first are refused as ended", async () => {
    const keys = ["old", "new"];
    const source: CredentialsSource = {
      current: async () => ({ accessKeyId: keys[0]!, accessKeySecret: "secret", securityToken: "token" }),
      discard: ({ accessKeyId }) => {
        expect(accessKeyId).toBe(keys.shift());
        return true;
      },
    };
    answer = (response, request) =>
      /Credential=old/.test(String(request.headers.authorization))
        ? refuse(response, 403, "SecurityTokenExpired")
        : reply(response, 200);
    await clientOf({ credentials: source }).call({ ...get, isRepeatable: false }, never);
    expect(asked.map(({ headers }) => headers["x-oss-security-token"])).toEqual(["token", "token"]);
  });
});

describe("a caller that leaves", () => {
  test("ends the call and its connection, and is no fault", async () => {
    const client = clientOf({ faultsInARow: 1 });
    for (const work of [client.call(get, never), client.open(get, never)]) await work;
    const stop = new AbortController();
    let closed: Promise<unknown> | undefined;
    answer = (response) => {
      closed = once(response, "close");
      stop.abort(new Error("left"));
    };
    await expect(client.call(get, stop.signal)).rejects.toThrow("left");
    await closed;
    expect(client.isResting).toBe(false);
  });

  test("while it reads ends the transfer; so does one that stops reading", async () => {
    let closed: Promise<unknown> | undefined;
    answer = (response) => {
      closed = once(response, "close");
      response.writeHead(200, { "x-oss-request-id": "1", "content-length": "1000000" });
      response.write("some");
    };
    const stop = new AbortController();
    const { stream } = await clientOf().open(get, stop.signal);
    stop.abort();
    await expect(buffer(stream)).rejects.toThrow();
    await closed;
    const other = await clientOf().open(get, never);
    other.stream.destroy();
    await closed;
  });

  test("before the call sends nothing", async () => {
    await expect(clientOf().call(get, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
    expect(asked).toEqual([]);
  });
});

test("a body that throws ends the request, and its own error is the call's; the service is not blamed", async () => {
  const client = clientOf({ faultsInARow: 1 });
  const body = (async function* () {
    yield Buffer.alloc(100_000);
    throw new Error("the source broke");
  })();
  await expect(client.call({ ...get, method: "PUT", body }, never)).rejects.toThrow("the source broke");
  expect(client.isResting).toBe(false);
});

test("a slow body or a slow reader is no silence of the service", async () => {
  const client = clientOf({ silenceMs: 100 });
  let go = () => {};
  const wait = () =>
    new Promise<void>((resolve) => {
      go = resolve;
      setTimeout(resolve, 300);
    });
  const body = (async function* () {
    yield Buffer.from("slow ");
    await wait();
    yield Buffer.from("body");
  })();
  await client.call({ ...get, method: "PUT", body }, never);
  go();
  expect(String(asked[0]?.body)).toBe("slow body");
  answer = (response) => reply(response, 200, "x".repeat(1_000_000));
  const { stream } = await client.open(get, never);
  await wait();
  expect((await buffer(stream)).length).toBe(1_000_000);
});

test("a document that comes in drops ends as silence does", async () => {
  answer = (response) => {
    response.writeHead(200, { "x-oss-request-id": "5C3D9175B6FC201293AD1234" });
    const drops = setInterval(() => response.write(" "), 5);
    response.once("close", () => clearInterval(drops));
  };
  const call = clientOf({ silenceMs: 50 }).call({ ...get, isRepeatable: false }, never);
  await expect(call).rejects.toMatchObject({ code: "ServiceUnavailable" });
});

test("many streams that nobody reads keep no call from the service", async () => {
  const client = clientOf({ silenceMs: 1_000 });
  answer = (response, { url }) => {
    if (url !== "/photos/slow.jpg") return reply(response, 200);
    response.writeHead(200, { "x-oss-request-id": "1", "content-length": "1000000" });
    response.write("some");
  };
  const open = () => client.open({ ...get, key: "slow.jpg" }, new AbortController().signal);
  const streams = await Promise.all(Array.from({ length: 300 }, open));
  expect((await client.call(get, never)).status).toBe(200);
  for (const { stream } of streams) stream.destroy();
});
