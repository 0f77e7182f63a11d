import { describe, expect, test } from "vitest";
import { type BudgetLimits, Budgets } from "../../src/service/budgets.js";
import type { Caller } from "../../src/service/service.js";
import { expectFailure } from "../support/expect-failure.js";

const nobody: Caller = { kind: "anonymous" };
const bearer = (subject: string): Caller => ({
  kind: "token",
  subject,
  grant: { role: "read", scopes: "everywhere" },
  expiresAt: 0,
});

const holder = (accessKeyId: string): Caller => ({
  kind: "key",
  accessKeyId,
  grant: { role: "admin", scopes: "everywhere" },
});

/** Budgets at a time that the test turns. */
function open(limits: Partial<BudgetLimits>) {
  let now = 1_000_000;
  const clock = { now: () => now };
  const budgets = new Budgets({
    limits: { requests: 0, cost: 0, renders: 0, megapixels: 0, ...limits },
    rootKeyId: "root",
    clock,
  });
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

  test("of cost lets in an operation that is larger than what is left, and waits for that before the next", async () => {
    const { accountOf, pass } = open({ cost: 6000 });
    const account = accountOf(nobody);
    account.operation(5999);
    account.operation(3001);
    const { details } = await expectFailure("BudgetExceeded", () => account.operation(1));
    expect(details).toEqual({ what: "cost", limit: 6000, retryAfterSeconds: 31 });
    pass(31);
    account.operation(1);
    expect(account.quota()).toEqual({ cost: { perMinute: 6000, left: 99 } });
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

  test("is each bearer's and each address's own; one IPv6 network is one; the operator has none", () => {
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
    expect(use(holder("shop"), "192.0.2.1")).toBe(9);
    expect(use(holder("shop"), "192.0.2.2")).toBe(8);
    for (const operator of [{ kind: "admin" } as const, holder("root")])
      expect(budgets.accountOf(operator, "192.0.2.1")).toBeUndefined();
  });

  test("is remembered of 100,000 callers, not more", () => {
    const { accountOf } = open({ requests: 10 });
    for (let i = 0; i <= 100_000; i += 1) accountOf(bearer(`b${i}`)).request();
    expect(accountOf(bearer("b0")).left()).toEqual({ requests: 10 });
    expect(accountOf(bearer("b1")).left()).toEqual({ requests: 9 });
  });
});
