import { describe, expect, test, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { silentLog } from "../../src/base/log.js";
import { createAccessKey } from "../../src/service/keys/create-access-key.js";
import { createTemporaryKey } from "../../src/service/keys/create-temporary-key.js";
import { getAccessKey } from "../../src/service/keys/get-access-key.js";
import { createKeyRing } from "../../src/service/keys/key-ring.js";
import type { KeyService } from "../../src/service/keys/key-service.js";
import { listAccessKeys } from "../../src/service/keys/list-access-keys.js";
import { revokeAccessKey } from "../../src/service/keys/revoke-access-key.js";
import { withRootKey } from "../../src/service/keys/root-key.js";
import { rotateAccessKey } from "../../src/service/keys/rotate-access-key.js";
import type { Grant } from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import { expectFailure } from "../support/expect-failure.js";
import { memoryAccessKeys } from "../support/memory-access-keys.js";

const start = Date.UTC(2026, 10, 22, 8);
const signal = new AbortController().signal;
const admin: Call = { caller: { kind: "admin" }, signal };
const anonymous: Call = { caller: { kind: "anonymous" }, signal };
const photos = parseBucketName("photos");
const limited: Grant = { role: "write", scopes: [{ bucket: photos, prefix: "in/" }] };
const holder = (accessKeyId: string, grant: Grant): Call => ({ caller: { kind: "key", accessKeyId, grant }, signal });

/** The use-cases over keys in a map, at a time that the test turns. */
function open() {
  let now = start;
  const clock = { now: () => now };
  const accessKeys = withRootKey(memoryAccessKeys(), { accessKeyId: "root", accessKeySecret: "of the settings" });
  const use = { accessKeys, clock };
  const service: KeyService = {
    createAccessKey: createAccessKey(use),
    getAccessKey: getAccessKey(use),
    listAccessKeys: listAccessKeys(use),
    rotateAccessKey: rotateAccessKey(use),
    revokeAccessKey: revokeAccessKey(use),
    createTemporaryKey: createTemporaryKey(use),
  };
  const ring = createKeyRing({ accessKeys, rootKeyId: "root", clock, log: silentLog });
  return {
    ...service,
    accessKeys,
    ring,
    pass(seconds: number) {
      now += seconds * 1000;
    },
  };
}

describe("a permanent key", () => {
  test("is shown with its secret once, and without it after", async () => {
    const keys = open();
    const { key, secret } = await keys.createAccessKey({ label: "shop", ...limited, expiresIn: 60 }, admin);
    expect(key).toStrictEqual({
      id: expect.stringMatching(/^IG[0-9A-F]{18}$/),
      label: "shop",
      ...limited,
      createdAt: start,
      expiresAt: start + 60_000,
      isTemporary: false,
    });
    expect(secret).toMatch(/^[\w-]{32}$/);
    expect(await keys.ring.find(key.id)).toMatchObject({ secret });
    expect(
      JSON.stringify([await keys.getAccessKey(key.id, admin), await keys.listAccessKeys({ limit: 9 }, admin)]),
    ).not.toContain(secret);
  });

  test("is another each time", async () => {
    const keys = open();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => keys.createAccessKey({ label: "a", ...limited }, admin)),
    );
    expect(new Set(made.flatMap(({ key, secret }) => [key.id, secret])).size).toBe(40);
  });

  test("is listed in pages, without temporary ones", async () => {
    const keys = open();
    for (const label of ["a", "b", "c"]) await keys.createAccessKey({ label, ...limited }, admin);
    await keys.createTemporaryKey({}, admin);
    const first = await keys.listAccessKeys({ limit: 2 }, admin);
    expect(first.next).toBe(first.keys[1]?.id);
    const second = await keys.listAccessKeys({ limit: 2, after: first.next ?? "" }, admin);
    expect(second.next).toBeUndefined();
    expect([...first.keys, ...second.keys].map(({ label }) => label).sort()).toEqual(["a", "b", "c"]);
  });

  test("is rotated: another with the same grant, and an end to the old one", async () => {
    const keys = open();
    const old = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const next = await keys.rotateAccessKey(old.key.id, { overlapSeconds: 60 }, admin);
    expect(next.key).toMatchObject({ label: "shop", ...limited });
    expect(next.key).not.toHaveProperty("expiresAt");
    expect(next.rotated).toMatchObject({ id: old.key.id, expiresAt: start + 60_000 });
    keys.pass(61);
    await expectFailure("InvalidAccessKeyId", () => keys.rotateAccessKey(old.key.id, { overlapSeconds: 0 }, admin));
    expect((await keys.listAccessKeys({ limit: 9 }, admin)).keys).toHaveLength(2);
  });

  test("that ends soon is not kept longer by rotating it, nor is its successor", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited, expiresIn: 10 }, admin);
    const next = await keys.rotateAccessKey(key.id, { overlapSeconds: 60 }, admin);
    expect(next.rotated.expiresAt).toBe(start + 10_000);
    expect(next.key.expiresAt).toBe(start + 10_000);
  });

  test("is revoked once and for all", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    expect(await keys.revokeAccessKey(key.id, admin)).toMatchObject({ revokedAt: start });
    keys.pass(5);
    expect(await keys.revokeAccessKey(key.id, admin)).toMatchObject({ revokedAt: start });
    expect(await keys.ring.find(key.id)).toMatchObject({ revokedAt: start });
    await expectFailure("InvalidAccessKeyId", () => keys.rotateAccessKey(key.id, { overlapSeconds: 0 }, admin));
    await expectFailure("InvalidAccessKeyId", () => keys.createTemporaryKey({ parent: key.id }, admin));
  });

  test.each(["", "   ", "a".repeat(65), "a\nb"])("has no label %j", async (label) => {
    await expectFailure("InvalidArgument", () => open().createAccessKey({ label, ...limited }, admin));
  });

  test.each([0, -1, 1.5, 1e12])("has no life of %d seconds", async (expiresIn) => {
    await expectFailure("InvalidArgument", () => open().createAccessKey({ label: "a", ...limited, expiresIn }, admin));
  });
});

describe("who may", () => {
  const everywhere: Grant = { role: "admin", scopes: "everywhere" };
  const calls: [string, (keys: ReturnType<typeof open>, call: Call) => Promise<unknown>][] = [
    ["create", (keys, call) => keys.createAccessKey({ label: "a", ...limited }, call)],
    ["read", (keys, call) => keys.getAccessKey("root", call)],
    ["list", (keys, call) => keys.listAccessKeys({ limit: 1 }, call)],
    ["rotate", (keys, call) => keys.rotateAccessKey("x", { overlapSeconds: 0 }, call)],
    ["revoke", (keys, call) => keys.revokeAccessKey("x", call)],
  ];
  const others: [string, Call][] = [
    ["nobody", anonymous],
    ["the holder of a key to read and write", holder("a", { role: "write", scopes: "everywhere" })],
    ["the administrator of a bucket", holder("a", { role: "admin", scopes: [{ bucket: photos }] })],
  ];
  describe.each(calls)("%s keys", (_, run) => {
    test.each(others)("not %s", async (_, call) => {
      await expectFailure("AccessDenied", () => run(open(), call));
    });
  });

  test("the holder of a key to everything", async () => {
    const keys = open();
    await keys.createAccessKey({ label: "a", ...limited }, holder("root", everywhere));
    expect((await keys.listAccessKeys({ limit: 9 }, holder("root", everywhere))).keys).toHaveLength(1);
  });

  test("nobody changes the key of the settings", async () => {
    const keys = open();
    await expectFailure("InvalidArgument", () => keys.revokeAccessKey("root", admin));
    await expectFailure("InvalidArgument", () => keys.rotateAccessKey("root", { overlapSeconds: 0 }, admin));
    expect((await keys.listAccessKeys({ limit: 9 }, admin)).keys).toEqual([]);
  });

  test("a key that there is not is named", async () => {
    const keys = open();
    await expectFailure("InvalidAccessKeyId", () => keys.getAccessKey("x", admin));
    await expectFailure("InvalidAccessKeyId", () => keys.revokeAccessKey("x", admin));
    await expectFailure("InvalidAccessKeyId", () => keys.rotateAccessKey("x", { overlapSeconds: 0 }, admin));
    await expectFailure("InvalidAccessKeyId", () => keys.createTemporaryKey({ parent: "x" }, admin));
  });
});

describe("a temporary key", () => {
  test("is made by the holder of a key, with that key's rights, and its token is kept as a digest", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const made = await keys.createTemporaryKey({}, holder(key.id, limited));
    expect(made.key).toMatchObject({
      id: expect.stringMatching(/^STS\.IG[0-9A-F]{18}$/),
      ...limited,
      parent: key.id,
      expiresAt: start + 3_600_000,
      isTemporary: true,
    });
    const kept = await keys.accessKeys.find(made.key.id);
    expect(kept?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(kept)).not.toContain(made.securityToken);
  });

  test("may do less than its parent, never more", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const grants: [Grant, boolean][] = [
      [{ role: "read", scopes: [{ bucket: photos, prefix: "in/a/" }] }, true],
      [{ role: "admin", scopes: limited.scopes }, false],
      [{ role: "read", scopes: [{ bucket: photos }] }, false],
      [{ role: "read", scopes: "everywhere" }, false],
    ];
    for (const [grant, isAllowed] of grants)
      for (const call of [admin, holder(key.id, limited)]) {
        const making = () => keys.createTemporaryKey({ parent: key.id, grant }, call);
        if (isAllowed) expect((await making()).key).toMatchObject(grant);
        else await expectFailure("AccessDenied", making);
      }
  });

  test("of a token's bearer has no more rights than the token, and none where that counts nowhere", async () => {
    const keys = open();
    const bearer = (grant: Grant): Call => ({
      caller: { kind: "token", subject: "ann", grant, expiresAt: start + 60_000 },
      signal,
    });
    const { key } = await keys.createTemporaryKey({}, bearer(limited));
    expect(key).toMatchObject({ ...limited, label: "ann" });
    expect(key.parent).toBeUndefined();
    for (const grant of [
      { ...limited, role: "admin" as const },
      { role: "read" as const, scopes: "everywhere" as const },
    ])
      await expectFailure("AccessDenied", () => keys.createTemporaryKey({ grant }, bearer(limited)));
    await expectFailure("AccessDenied", () => keys.createTemporaryKey({}, bearer({ role: "admin", scopes: [] })));
    const other = await keys.createAccessKey({ label: "other", role: "admin", scopes: "everywhere" }, admin);
    await expectFailure("AccessDenied", () => keys.createTemporaryKey({ parent: other.key.id }, bearer(limited)));
  });

  test("is not made by nobody, with another's key, or with a temporary one", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const { key: temporary } = await keys.createTemporaryKey({ parent: key.id }, admin);
    await expectFailure("AccessDenied", () => keys.createTemporaryKey({}, anonymous));
    await expectFailure("AccessDenied", () => keys.createTemporaryKey({ parent: "root" }, holder(key.id, limited)));
    await expectFailure("InvalidArgument", () => keys.createTemporaryKey({}, holder(temporary.id, limited)));
    await expectFailure("InvalidArgument", () => keys.createTemporaryKey({ parent: temporary.id }, admin));
  });

  test.each([899, 43_201, 1000.5, Number.NaN])("does not live %d seconds", async (durationSeconds) => {
    await expectFailure("InvalidArgument", () => open().createTemporaryKey({ durationSeconds }, admin));
  });

  test("does not outlive its parent's end", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited, expiresIn: 1000 }, admin);
    const made = await keys.createTemporaryKey({ parent: key.id, durationSeconds: 43_200 }, admin);
    expect(made.key.expiresAt).toBe(start + 1_000_000);
  });

  test.each<[string, number]>([
    ["a minute", 60],
    ["a day", 86_400],
  ])("of a bearer whose token lives for %s more does not outlive it", async (_, seconds) => {
    const keys = open();
    const { key: parent } = await keys.createAccessKey({ label: "shop", ...limited, expiresIn: 50_000 }, admin);
    const grant: Grant = { role: "admin", scopes: "everywhere" };
    const bearer: Call = {
      caller: { kind: "token", subject: "ann", grant, expiresAt: start + seconds * 1000 },
      signal,
    };
    const expiresAt = start + Math.min(seconds, 43_200) * 1000;
    for (const of of [{}, { parent: parent.id, grant: limited }]) {
      const { key } = await keys.createTemporaryKey({ durationSeconds: 43_200, ...of }, bearer);
      expect(key.expiresAt).toBe(expiresAt);
    }
  });

  test("ends with its parent", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const made = await keys.createTemporaryKey({ parent: key.id }, admin);
    expect(await keys.ring.find(made.key.id)).not.toHaveProperty("revokedAt");
    await keys.rotateAccessKey(key.id, { overlapSeconds: 60 }, admin);
    expect(await keys.ring.find(made.key.id)).not.toHaveProperty("revokedAt");
    keys.pass(60);
    expect(await keys.ring.find(made.key.id)).toHaveProperty("revokedAt");
  });

  test("of the admin has no parent, and is revoked like any", async () => {
    const keys = open();
    const made = await keys.createTemporaryKey({ grant: limited }, admin);
    expect(made.key).not.toHaveProperty("parent");
    await keys.revokeAccessKey(made.key.id, admin);
    expect(await keys.ring.find(made.key.id)).toMatchObject({ revokedAt: start });
  });
});

describe("the ring", () => {
  test("writes down to the minute when keys were used, apart from the request, and not for the root", async () => {
    const keys = open();
    const { key } = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    const update = vi.spyOn(keys.accessKeys, "update");
    keys.pass(90);
    for (const id of [key.id, key.id, "root"]) keys.ring.noteUse(id);
    expect(update).not.toHaveBeenCalled();
    await keys.ring.close();
    expect(update.mock.calls).toEqual([[key.id, { lastUsedAt: start + 60_000 }]]);
  });

  test("removes what expired a week ago", async () => {
    const keys = open();
    const made = await keys.createTemporaryKey({}, admin);
    const kept = await keys.createAccessKey({ label: "shop", ...limited }, admin);
    keys.pass(8 * 24 * 3600);
    await keys.ring.close();
    expect(await keys.ring.find(made.key.id)).toBeUndefined();
    expect(await keys.ring.find(kept.key.id)).toBeDefined();
  });
});
