import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import {
  createClient,
  ImageChangesDocument,
  type ImageChangesSubscription,
  RequestError,
  type SubscribeOptions,
} from "../../src/client/index.js";
import type { Call } from "../../src/service/service.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
const shop = parseBucketName("shop");
const variables = { bucket: "shop", prefix: "a/" };

describe("against a gateway", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.service.createBucket(shop, "private", admin);
  });
  afterAll(() => gateway.stop());

  const remove = (key: string) => gateway.service.deleteObject({ bucket: shop, key: parseObjectKey(key) }, admin);
  const open = (token: string | undefined, options: SubscribeOptions = {}) =>
    createClient({ url: `${gateway.url}/graphql`, ...(token !== undefined && { token }) }).subscribe(
      ImageChangesDocument,
      variables,
      options,
    );

  test("what happens once it is open is told, in order, until the loop is left", async () => {
    const changes = open(gateway.adminToken, {
      onOpen: () => void remove("a/1").then(() => remove("b/elsewhere").then(() => remove("a/2"))),
    });
    const told: ImageChangesSubscription["imageChanged"][] = [];
    for await (const { data, errors } of changes) {
      expect(errors).toEqual([]);
      told.push(data.imageChanged);
      if (told.length === 2) break;
    }
    expect(told).toEqual([
      { kind: "DELETED", key: "a/1", at: expect.any(String), image: null },
      { kind: "DELETED", key: "a/2", at: expect.any(String), image: null },
    ]);
    expect(await changes.next()).toEqual({ done: true, value: undefined });
  });

  test.each([
    ["who may not list", undefined, "ACCESS_DENIED"],
    ["who has a wrong token", "wrong", "UNAUTHENTICATED"],
  ])("%s is told so, and nothing was open", async (_, token, code) => {
    let isOpen = false;
    const error = await failure(open(token, { onOpen: () => (isOpen = true) }));
    expect(error).toMatchObject({ name: "RequestError", code, httpStatus: 200 });
    expect(isOpen).toBe(false);
  });

  test("a wrong path is named with its status", async () => {
    const client = createClient({ url: `${gateway.url}/graphql/typo` });
    const error = await failure(client.subscribe(ImageChangesDocument, variables));
    expect(error).toMatchObject({ name: "RequestError", httpStatus: 404 });
  });

  test("the signal ends it with its reason, while it waits", async () => {
    const stop = new AbortController();
    const changes = open(gateway.adminToken, {
      signal: stop.signal,
      onOpen: () => stop.abort(new Error("enough")),
    });
    await expect(changes.next()).rejects.toThrow("enough");
    expect(await changes.next()).toEqual({ done: true, value: undefined });
    await expect(open(gateway.adminToken, { signal: stop.signal }).next()).rejects.toThrow("enough");
  });

  test("whoever leaves while it waits does not wait for an event", async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    const changes = await new Promise<ReturnType<typeof open>>((resolve) => {
      const opening = open(gateway.adminToken, { onOpen: () => resolve(opening) });
      waiting = opening.next();
    });
    expect(await changes.return?.()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test("a gateway that stops is a lost connection, after which the next one goes on", async () => {
    const first = await startGateway();
    await first.service.createBucket(shop, "private", admin);
    // The second has another address: what stands between them in life is a name.
    const client = createClient({
      url: "http://gateway.invalid/graphql",
      token: () => (lost.length === 0 ? first : gateway).adminToken,
      fetch: (_, init) => fetch(`${(lost.length === 0 ? first : gateway).url}/graphql`, init),
    });
    const lost: [string, number][] = [];
    const changes = client.subscribe(ImageChangesDocument, variables, {
      onOpen: () => void (lost.length === 0 ? first.stop() : remove("a/after")),
      reconnect({ message }, attempt) {
        lost.push([message, attempt]);
        return true;
      },
    });
    expect((await changes.next()).value).toMatchObject({ data: { imageChanged: { key: "a/after" } } });
    await changes.return?.();
    expect(lost).toEqual([["no answer from http://gateway.invalid/graphql: the stream broke off", 1]]);
  });
});

describe("against anything else", () => {
  const event = (key: string) => `event: next\ndata: ${JSON.stringify({ data: { imageChanged: { key } } })}\n\n`;
  const complete = "event: complete\ndata: \n\n";
  /** A stream of these chunks, pulled one by one; without an end it stays silent after the last. */
  function stream(chunks: readonly string[], { end = true, type = "text/event-stream" } = {}) {
    const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
    const seen = { pulled: 0, cancelled: false };
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = left.shift();
          if (chunk) {
            seen.pulled += 1;
            return controller.enqueue(chunk);
          }
          if (end) return controller.close();
          return new Promise(() => {});
        },
        cancel() {
          seen.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { seen, response: new Response(body, { headers: { "content-type": type } }) };
  }
  /** Answers the first request with the first of them, and so on; a stream ends with the signal of its request. */
  function client(...answers: (Response | Error)[]) {
    const send: typeof fetch = async (_, init) => {
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error("asked too often");
      init?.signal?.addEventListener("abort", () => void answer.body?.cancel().catch(() => {}));
      return answer;
    };
    return createClient({ url: "http://gateway.invalid/graphql", fetch: send });
  }
  const keysOf = async (changes: AsyncIterable<{ data: ImageChangesSubscription }>) => {
    const keys: string[] = [];
    for await (const { data } of changes) keys.push(data.imageChanged.key);
    return keys;
  };

  test.each([
    ["byte by byte", [...`:\n\n${event("a")}${event("b")}${complete}`]],
    ["all at once", [`:\n\n${event("a")}${event("b")}${complete}`]],
    ["with the line ends of another system", [`:\n\n${event("a")}${event("b")}${complete}`.replaceAll("\n", "\r\n")]],
    ["with data in two lines", [event("a").replace('":{', '":\ndata: {'), event("b"), complete]],
    ["among events of other names", [`event: news\ndata: {}\n\n${event("a")}id: 7\n\n${event("b")}${complete}`]],
  ])("events come %s", async (_, chunks) => {
    expect(await keysOf(client(stream(chunks).response).subscribe(ImageChangesDocument, variables))).toEqual([
      "a",
      "b",
    ]);
  });

  test("letters of several bytes may be cut anywhere", async () => {
    const bytes = new TextEncoder().encode(`${event("照片-ü")}${complete}`);
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const response = new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
    expect(await keysOf(client(response).subscribe(ImageChangesDocument, variables))).toEqual(["照片-ü"]);
  });

  test("nothing is read ahead of who asks, and who leaves lets go of the connection", async () => {
    const { response, seen } = stream([event("a"), event("b"), event("c")]);
    for await (const _ of client(response).subscribe(ImageChangesDocument, variables)) break;
    expect(seen).toEqual({ pulled: 1, cancelled: true });
  });

  test("a field that failed stands beside the rest; an answer without data ends it", async () => {
    const failed = { data: { imageChanged: { key: "a", image: null } }, errors: [{ message: "damaged" }] };
    const last = { errors: [{ message: "too slow", extensions: { code: "SUBSCRIBER_TOO_SLOW" } }] };
    const { response, seen } = stream([failed, last].map((each) => `event: next\ndata: ${JSON.stringify(each)}\n\n`));
    const changes = client(response).subscribe(ImageChangesDocument, variables);
    expect((await changes.next()).value).toMatchObject({ errors: [{ message: "damaged" }] });
    await expect(changes.next()).rejects.toMatchObject({ code: "SUBSCRIBER_TOO_SLOW" });
    expect(seen.cancelled).toBe(true);
  });

  test.each<[what: string, answer: () => Response | Error, expected: object]>([
    [
      "nobody answers",
      () => new Error("refused"),
      { message: "no answer from http://gateway.invalid/graphql: refused" },
    ],
    ["a page of a proxy comes", () => new Response("<html>", { status: 502 }), { httpStatus: 502, errors: [] }],
    [
      "an answer comes whole",
      () => Response.json({ data: {} }),
      { message: "no answer from http://gateway.invalid/graphql: it came whole, not as a stream" },
    ],
    [
      "the stream breaks off",
      () => stream([":\n\n"]).response,
      { message: expect.stringMatching(/the stream broke off$/) },
    ],
    ["an event is no GraphQL", () => stream(["event: next\ndata: <\n\n"]).response, { httpStatus: 200, errors: [] }],
  ])("%s: a RequestError", async (_, answer, expected) => {
    const error = await failure(client(answer()).subscribe(ImageChangesDocument, variables));
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject(expected);
  });

  test("silence is a lost connection, before the answer and after it", async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const silent = { message: "no answer from http://gateway.invalid/graphql within 10 ms", timeoutMs: 10 };
    const unheard = createClient({ url: "http://gateway.invalid/graphql", fetch: never });
    const error = await failure(unheard.subscribe(ImageChangesDocument, variables, { silenceMs: 10 }));
    expect(error).toMatchObject(silent);
    const begun: typeof fetch = async (_, init) => {
      const body = new ReadableStream({
        start(to) {
          to.enqueue(new TextEncoder().encode(event("a")));
          init?.signal?.addEventListener("abort", () => to.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    };
    const quiet = createClient({ url: "http://gateway.invalid/graphql", fetch: begun });
    const changes = quiet.subscribe(ImageChangesDocument, variables, { silenceMs: 10 });
    expect((await changes.next()).value).toMatchObject({ data: { imageChanged: { key: "a" } } });
    await expect(changes.next()).rejects.toMatchObject(silent);
  });

  test("attempts are counted from the last that opened, and the first `no` is the end", async () => {
    const attempts: number[] = [];
    const broken = new Error("refused");
    const changes = client(broken, broken, stream([":\n\n", event("a")]).response, broken).subscribe(
      ImageChangesDocument,
      variables,
      {
        reconnect(_, attempt) {
          attempts.push(attempt);
          return attempts.length < 4;
        },
      },
    );
    expect((await changes.next()).value).toMatchObject({ data: { imageChanged: { key: "a" } } });
    await expect(changes.next()).rejects.toThrow("refused");
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  test("whoever leaves while `reconnect` waits does not wait for it", async () => {
    const stop = new AbortController();
    const changes = client(new Error("refused")).subscribe(ImageChangesDocument, variables, {
      signal: stop.signal,
      reconnect() {
        setImmediate(() => stop.abort(new Error("enough")));
        return new Promise(() => {});
      },
    });
    await expect(changes.next()).rejects.toThrow("enough");
  });

  test("the token is asked for each time", async () => {
    const tokens = ["one", "two"];
    const seen: (string | null)[] = [];
    const changes = createClient({
      url: "http://gateway.invalid/graphql",
      token: () => tokens.shift(),
      fetch: async (_, init) => {
        const { authorization, accept } = Object.fromEntries(new Headers(init?.headers));
        seen.push(authorization ?? null);
        expect(accept).toBe("text/event-stream");
        return seen.length === 1 ? stream([]).response : stream([complete]).response;
      },
    }).subscribe(ImageChangesDocument, variables, { reconnect: () => true });
    expect(await keysOf(changes)).toEqual([]);
    expect(seen).toEqual(["Bearer one", "Bearer two"]);
  });
});

/** What asking for the next result fails with. */
async function failure(changes: AsyncIterator<unknown>): Promise<unknown> {
  return changes.next().then(
    (result) => {
      throw new Error(`expected a failure, got ${JSON.stringify(result)}`);
    },
    (error: unknown) => error,
  );
}
