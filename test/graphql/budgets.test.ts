import { describe, expect, test, vi } from "vitest";
import { silentLog } from "../../src/base/log.js";
import type { BudgetLimits } from "../../src/service/budgets.js";
import type { Service } from "../../src/service/index.js";
import type { TokenVerifier } from "../../src/service/ports.js";
import { roleClaim, scopesClaim } from "../../src/service/rights/token-caller.js";
import { at, house, photo, signed } from "../service/house.js";
import { startGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { openDoor } from "./door.js";

describe("GraphQL", () => {
  async function gallery(limits: Partial<BudgetLimits>) {
    const made = house();
    await made.bucket("photos", "public-read");
    for (const key of ["a.jpg", "b.jpg"]) await made.put("photos", key, photo);
    const budgets = { requests: 0, cost: 0, renders: 0, megapixels: 0, ...limits };
    const tokens: TokenVerifier = {
      verify: async (sub) => ({ sub, exp: 4e9, [roleClaim]: "editor", [scopesClaim]: ["photos"] }),
    };
    const defaultBucket = "photos";
    return { ...made, defaultBucket, ...(await openDoor(made.service, { defaultBucket, budgets, tokens })) };
  }

  test("refuses a request beyond the budget as a whole, and tells before how much is left", async () => {
    const { run } = await gallery({ requests: 2 });
    const quota = "{ viewer { quota { requests { perMinute left } renders { left } } } }";
    const first = await run(quota, {}, null);
    expect(first.data.viewer.quota).toEqual({ requests: { perMinute: 2, left: 1 }, renders: null });
    expect(first.extensions?.cost).toMatchObject({ left: { requests: 1 } });
    await run("{ nonsense }", {}, null);
    const { data, errors } = await run(quota, {}, null);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: "BUDGET_EXCEEDED", status: 429, retryAfter: 30 } }]);
    expect((await run(quota)).data.viewer.quota).toBeNull();
  });

  test("refuses an operation beyond the budget of cost before it runs, a refused document costs nothing", async () => {
    const { run } = await gallery({ cost: 60 });
    const page = "{ images(first: 10) { nodes { url } } viewer { quota { cost { perMinute left } } } }";
    const nothing = await run("{ images(first: 10) { nodes { nonsense } } }", {}, null);
    expect(nothing.errors).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
    const { data, extensions } = await run(page, {}, null);
    expect(data.viewer.quota.cost).toEqual({ perMinute: 60, left: 0 });
    expect(extensions?.cost).toMatchObject({ left: { cost: 0 } });
    const refused = await run("{ viewer { roles } }", {}, null);
    expect(refused.data).toBeUndefined();
    expect(refused.errors).toMatchObject([
      { extensions: { code: "BUDGET_EXCEEDED", params: { what: "cost" }, retryAfter: expect.any(Number) } },
    ]);
    expect((await run(page)).errors).toBeUndefined();
  });

  test("runs two costly operations of a caller at a time", async () => {
    const { service, defaultBucket } = await gallery({});
    let started = 0;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow: Service = {
      ...service,
      async listObjects(query, call) {
        started += 1;
        await held;
        return service.listObjects(query, call);
      },
    };
    const { run } = await openDoor(slow, { defaultBucket });
    const ask = (fields: string) => run(`{ images(first: 100) { nodes { ${fields} } } }`, {}, null);
    const costly = [1, 2, 3, 4].map((i) => ask(`a${i}: url b: url`));
    const cheap = ask("url");
    await vi.waitFor(() => expect(started).toBe(3));
    await new Promise((resolve) => setImmediate(resolve));
    expect(started).toBe(3);
    goOn();
    for (const { errors, data } of await Promise.all([...costly, cheap])) {
      expect(errors).toBeUndefined();
      expect(data.images.nodes).toHaveLength(2);
    }
    expect(started).toBe(5);
  });

  test.each([
    "{",
    "query A { viewer { roles } } query B { viewer { roles } }",
    "subscription { nonsense }",
    'subscription { imageChanged(bucket: "none") { key } }',
  ])("counts what is refused over a stream too: %s", async (query) => {
    const { graphql } = await gallery({ requests: 1 });
    const ask = () =>
      graphql.live.run(
        { query },
        {
          ...{ authorization: undefined, requestId: "R", client: "192.0.2.1", log: silentLog },
          ...{ signal: new AbortController().signal, deadlineMs: 9000 },
        },
      );
    const budget = { errors: [{ extensions: { code: "BUDGET_EXCEEDED" } }] };
    expect(await ask()).not.toMatchObject(budget);
    expect(await ask()).toMatchObject(budget);
  });

  test("counts each event of a subscription, which ends where its cost is used up", async () => {
    const { graphql, service } = await gallery({ cost: 5 });
    const leaving = new AbortController();
    const facts = {
      ...{ authorization: "Bearer ada", requestId: "R", client: "192.0.2.1", log: silentLog },
      ...{ signal: leaving.signal, deadlineMs: 9000 },
    };
    const answers = await graphql.live.run({ query: "subscription { imageChanged { key } }" }, facts);
    if (!(Symbol.asyncIterator in answers)) throw new Error(JSON.stringify(answers.errors));
    const told: unknown[] = [];
    const change = () => service.deleteObject(at("photos", "gone.jpg"), signed);
    for (let next = answers.next(); ; next = answers.next()) {
      await change();
      const { done, value } = await next;
      if (done) break;
      told.push(value);
    }
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toEqual({ data: { imageChanged: { key: "gone.jpg" } } });
    expect(told.at(-1)).toMatchObject({
      errors: [{ extensions: { code: "BUDGET_EXCEEDED", params: { what: "cost" } } }],
    });
  });

  test("counts looks at pixels, once for each picture and not those that are kept", async () => {
    const { run } = await gallery({ renders: 1 });
    const look = (key: string) => run(`{ image(key: "${key}") { key palette perceptualHash } }`, {}, null);
    expect((await look("a.jpg")).errors).toBeUndefined();
    expect((await look("a.jpg")).errors).toBeUndefined();
    const { data, errors = [] } = await look("b.jpg");
    expect(data.image).toEqual({ key: "b.jpg", palette: null, perceptualHash: null });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(["BUDGET_EXCEEDED", "BUDGET_EXCEEDED"]);
  });

  test("counts what a list opens because nobody has looked at it, sixteen files as one picture", async () => {
    const { run, put } = await gallery({ renders: 2 });
    for (let i = 0; i < 40; i++) await put("photos", `more/${i}.jpg`, photo);
    const list = (prefix: string) => run(`{ images(prefix: "${prefix}", first: 100) { nodes { key } } }`, {}, null);
    const { errors, extensions } = await list("more/1");
    expect(errors).toBeUndefined();
    expect(extensions?.cost).toMatchObject({ left: { renders: 1 } });
    expect((await list("more/1")).extensions?.cost).toMatchObject({ left: { renders: 1 } });
    expect((await list("")).errors).toMatchObject([{ extensions: { code: "BUDGET_EXCEEDED", retryAfter: 30 } }]);
  });

  test("a mutation that has none left is no user error: it says when to go on", async () => {
    const { run } = await gallery({ renders: 1 });
    const save = (width: number) =>
      run(
        "mutation ($input: SaveImageInput!) { saveImage(input: $input) { written userErrors { code } } }",
        { input: { source: { key: "a.jpg" }, target: { key: "b.jpg" }, transform: { simple: { width } } } },
        "Bearer ada",
      );
    expect((await save(9)).data.saveImage).toEqual({ written: true, userErrors: [] });
    expect((await save(8)).errors).toMatchObject([{ extensions: { code: "BUDGET_EXCEEDED", retryAfter: 60 } }]);
  });

  test("counts renders and their megapixels; what needs no pixels is free", async () => {
    const { run } = await gallery({ megapixels: 1 });
    const free = `{ images { nodes { url info { width } rendition(transform: { simple: { width: 9 } }) { url plan { cache } } } } }`;
    expect((await run(free, {}, null)).extensions?.cost).toMatchObject({ left: { megapixels: 1 } });
    await run('{ image(key: "a.jpg") { averageHue } }', {}, null);
    const { extensions } = await run('{ image(key: "b.jpg") { averageHue } }', {}, null);
    expect(extensions?.cost).toMatchObject({ left: { megapixels: 0 } });
  });
});

test("over HTTP a request beyond the budget is 429 with Retry-After, whoever says that others asked it", async () => {
  const gateway = await startGateway({ env: { IMGRAPH_REQUESTS_PER_MINUTE: "1" } });
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/graphql?query={viewer{roles}}`, { headers: { "apollo-require-preflight": "1", ...headers } });
  try {
    expect((await ask()).status).toBe(200);
    const refused = await ask({ "x-forwarded-for": "192.0.2.7" });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "BUDGET_EXCEEDED" } }] });
    expect((await ask({ authorization: `Bearer ${gateway.adminToken}` })).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});

test("both doors count in one budget; what is kept and what the operator signs are free", async () => {
  const gateway = await startGateway({ env: { IMGRAPH_RENDERS_PER_MINUTE: "1", IMGRAPH_SAMPLES: "on" } });
  const ask = async <Data>(query: string) => graphqlRequest<Data>(gateway, query, {}, { token: undefined });
  const get = (width: number, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/samples/picos.jpg?x-oss-process=image/resize,w_${width}`, { headers });
  try {
    for (let i = 0; i < 3; i += 1) expect((await get(10)).status).toBe(200);
    const look = await ask('{ image(key: "china.jpg") { averageHue } viewer { quota { renders { left } } } }');
    expect(look.data).toEqual({ image: { averageHue: null }, viewer: { quota: { renders: { left: 0 } } } });
    expect(look.errors).toMatchObject([{ extensions: { code: "BUDGET_EXCEEDED" } }]);
    const refused = await get(11, { "x-forwarded-for": "192.0.2.7" });
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain("<EC>0004-00000801</EC>");
    const signed = await ask<{ image: { url: string } }>(
      '{ image(key: "picos.jpg") { url(transform: { simple: { width: 11 } }) } }',
    );
    const url = signed.data?.image.url.replace(/^http:..[^/]+/, gateway.url) ?? "";
    expect((await fetch(url)).status).toBe(200);
    expect((await get(11)).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});
