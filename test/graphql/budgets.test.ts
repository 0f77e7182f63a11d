import { describe, expect, test } from "vitest";
import { type BudgetLimits, Budgets } from "../../src/graphql/budgets.js";
import type { Caller } from "../../src/service/service.js";
import { house, photo } from "../service/house.js";
import { expectFailure } from "../support/expect-failure.js";
import { startGateway } from "../support/gateway.js";
import { openDoor } from "./door.js";

const nobody: Caller = { kind: "anonymous" };
const bearer = (subject: string): Caller => ({
  kind: "token",
  subject,
  grant: { role: "read", scopes: "everywhere" },
  expiresAt: 0,
});

/** Budgets at a time that the test turns. */
function open(limits: Partial<BudgetLimits>) {
  let now = 1_000_000;
  const clock = { now: () => now };
  const budgets = new Budgets({ requests: 0, renders: 0, megapixels: 0, ...limits }, clock);
  const accountOf = (caller: Caller, client = "192.0.2.1") => {
    const account = budgets.accountOf(caller, client);
    if (!account) throw new Error("no account");
    return account;
  };
  return { budgets, accountOf, clock, pass: (seconds: number) => (now += seconds * 1000) };
}

describe("a budget", () => {
  test("is used up, and refilled evenly", async () => {
    const { accountOf, pass } = open({ requests: 60 });
    const account = accountOf(nobody);
    for (let i = 0; i < 60; i += 1) account.request();
    const { details } = await expectFailure("BudgetExceeded", () => account.request());
    expect(details).toEqual({ what: "requests", limit: 60, retryAfterSeconds: 1 });
    pass(2);
    account.request();
    account.request();
    await expectFailure("BudgetExceeded", () => account.request());
    pass(3600);
    expect(account.left()).toEqual({ requests: 60 });
  });

  test("lets in a piece of work that is larger than what is left, and waits for that before the next", async () => {
    const { accountOf, pass } = open({ megapixels: 60 });
    const account = accountOf(nobody);
    account.render(90);
    const { details } = await expectFailure("BudgetExceeded", () => account.render(1));
    expect(details).toMatchObject({ what: "megapixels", retryAfterSeconds: 31 });
    expect(account.left()).toEqual({ megapixels: 0 });
    pass(31);
    account.render(1);
  });

  test("that refuses one kind takes nothing of another", async () => {
    const { accountOf } = open({ renders: 5, megapixels: 1 });
    const account = accountOf(nobody);
    account.render(50);
    await expectFailure("BudgetExceeded", () => account.render(1));
    expect(account.left()).toEqual({ renders: 4, megapixels: 0 });
  });

  test("of 0 is none", () => {
    const account = open({}).accountOf(nobody);
    for (let i = 0; i < 10_000; i += 1) account.render(1000);
    expect(account.left()).toEqual({});
  });

  test("is each bearer's and each address's own; one IPv6 network is one; the admin token has none", () => {
    const { accountOf, budgets } = open({ requests: 10 });
    const use = (caller: Caller, client: string) => {
      accountOf(caller, client).request();
      return accountOf(caller, client).left().requests;
    };
    expect(use(nobody, "192.0.2.1")).toBe(9);
    expect(use(nobody, "192.0.2.2")).toBe(9);
    expect(use(bearer("ann"), "192.0.2.1")).toBe(9);
    expect(use(bearer("ann"), "192.0.2.9")).toBe(8);
    expect(use(bearer("192.0.2.1"), "192.0.2.1")).toBe(9);
    expect(use(nobody, "2001:db8:0:1::1")).toBe(9);
    expect(use(nobody, "2001:db8::1:0:0:0:9")).toBe(8);
    expect(use(nobody, "2001:db8:0:2::1")).toBe(9);
    expect(use(nobody, "::1")).toBe(9);
    expect(budgets.accountOf({ kind: "admin" }, "192.0.2.1")).toBeUndefined();
  });

  test("is remembered of 100,000 callers, not more", () => {
    const { accountOf } = open({ requests: 10 });
    for (let i = 0; i <= 100_000; i += 1) accountOf(bearer(`b${i}`)).request();
    expect(accountOf(bearer("b0")).left()).toEqual({ requests: 10 });
    expect(accountOf(bearer("b1")).left()).toEqual({ requests: 9 });
  });
});

describe("GraphQL", () => {
  async function gallery(limits: Partial<BudgetLimits>) {
    const made = house();
    await made.bucket("photos", "public-read");
    for (const key of ["a.jpg", "b.jpg"]) await made.put("photos", key, photo);
    const budgets = { requests: 0, renders: 0, megapixels: 0, ...limits };
    return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos", budgets })) };
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

  test("counts looks at pixels, once for each picture and not those that are kept", async () => {
    const { run } = await gallery({ renders: 1 });
    const look = (key: string) => run(`{ image(key: "${key}") { key palette perceptualHash } }`, {}, null);
    expect((await look("a.jpg")).errors).toBeUndefined();
    expect((await look("a.jpg")).errors).toBeUndefined();
    const { data, errors = [] } = await look("b.jpg");
    expect(data.image).toEqual({ key: "b.jpg", palette: null, perceptualHash: null });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(["BUDGET_EXCEEDED", "BUDGET_EXCEEDED"]);
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
