import { readdirSync, readFileSync } from "node:fs";
import { parse, print, separateOperations } from "graphql";
import { beforeEach, describe, expect, test } from "vitest";
import { house } from "../service/house.js";
import { type Door, openDoor } from "./door.js";

const folder = new URL("../../schema/operations/", import.meta.url);
/** The operations of the typed client, each with the fragments that it needs. */
const operations = separateOperations(
  parse(
    readdirSync(folder)
      .map((file) => readFileSync(new URL(file, folder), "utf8"))
      .join("\n"),
  ),
);
function operation(name: string): string {
  const found = operations[name];
  if (!found) throw new Error(`no operation ${name}`);
  return print(found);
}

let door: Door;
beforeEach(async () => {
  door = await openDoor(house().service);
});

const create = async (input: object) =>
  (await door.run(operation("CreateAccessKey"), { input: { label: "shop", role: "WRITE", ...input } })).data
    .createAccessKey;

describe("access keys", () => {
  test("are made, listed, found by their ids, and show their secret once", async () => {
    const made = await create({ scopes: [{ bucket: "photos", prefix: "in/" }, { bucket: "other" }], expiresIn: 60 });
    expect(made).toMatchObject({
      accessKey: {
        label: "shop",
        role: "WRITE",
        scopes: [
          { bucket: "photos", prefix: "in/" },
          { bucket: "other", prefix: null },
        ],
        isTemporary: false,
        parentAccessKeyId: null,
        expiresAt: "2026-11-22T08:01:01.000Z",
        revokedAt: null,
        lastUsedAt: null,
      },
      userErrors: [],
    });
    const { data } = await door.run(operation("AccessKeys"));
    expect(data.accessKeys.nodes).toEqual([made.accessKey]);
    const node = "query ($id: ID!) { node(id: $id) { id ... on AccessKey { accessKeyId } } }";
    const found = await door.run(node, { id: made.accessKey.id });
    const { id, accessKeyId } = made.accessKey;
    expect(found.data.node).toEqual({ id, accessKeyId });
    expect((await door.run(node, { id: Buffer.from("AccessKey\nnone").toString("base64url") })).data.node).toBeNull();
    expect(JSON.stringify([data, found])).not.toContain(made.secret);
  });

  test("count everywhere unless places are given", async () => {
    expect((await create({ role: "ADMIN" })).accessKey).toMatchObject({ role: "ADMIN", scopes: null, expiresAt: null });
  });

  test("are rotated and revoked", async () => {
    const { accessKey } = await create({});
    const { accessKeyId } = accessKey;
    const rotated = await door.run(operation("RotateAccessKey"), { input: { accessKeyId, overlapSeconds: 60 } });
    expect(rotated.data.rotateAccessKey).toMatchObject({
      accessKey: { label: "shop", role: "WRITE", expiresAt: null },
      secret: expect.any(String),
      rotated: { ...accessKey, expiresAt: "2026-11-22T08:01:01.000Z" },
    });
    const revoked = await door.run(operation("RevokeAccessKey"), { input: { accessKeyId } });
    expect(revoked.data.revokeAccessKey.accessKey.revokedAt).toBe("2026-11-22T08:00:01.000Z");
    const { data } = await door.run(operation("AccessKeys"), { first: 1 });
    expect(data.accessKeys.pageInfo.hasNextPage).toBe(true);
  });

  test("are made to last a while only, with no more rights than their parent", async () => {
    const { accessKey: parent } = await create({ scopes: [{ bucket: "photos" }] });
    const input = { parentAccessKeyId: parent.accessKeyId, role: "READ" };
    const { data } = await door.run(operation("CreateTemporaryKey"), { input });
    expect(data.createTemporaryKey).toMatchObject({
      accessKey: {
        role: "READ",
        scopes: [{ bucket: "photos", prefix: null }],
        isTemporary: true,
        parentAccessKeyId: parent.accessKeyId,
        expiresAt: "2026-11-22T09:00:01.000Z",
      },
      securityToken: expect.any(String),
    });
    const beyond: [object, string[]][] = [
      [{ role: "ADMIN" }, ["role"]],
      [{ scopes: [{ bucket: "photos", prefix: "a/" }, { bucket: "other" }] }, ["scopes", "1"]],
    ];
    for (const [more, path] of beyond) {
      const { data } = await door.run(operation("CreateTemporaryKey"), { input: { ...input, ...more } });
      expect(data.createTemporaryKey).toMatchObject({
        accessKey: null,
        userErrors: [{ code: "INVALID_ARGUMENT", path }],
      });
    }
    expect((await door.run(operation("AccessKeys"))).data.accessKeys.nodes).toHaveLength(1);
  });

  const refused: [string, string, object, string, string[]][] = [
    ["no label", "CreateAccessKey", { label: "", role: "READ" }, "INVALID_ARGUMENT", ["label"]],
    ["no place", "CreateAccessKey", { label: "a", role: "READ", scopes: [] }, "INVALID_ARGUMENT", ["scopes"]],
    [
      "no bucket",
      "CreateAccessKey",
      { label: "a", role: "READ", scopes: [{ bucket: "A" }] },
      "INVALID_BUCKET_NAME",
      ["scopes", "0", "bucket"],
    ],
    [
      "a prefix that no key has",
      "CreateAccessKey",
      { label: "a", role: "READ", scopes: [{ bucket: "photos" }, { bucket: "photos", prefix: "/x" }] },
      "INVALID_ARGUMENT",
      ["scopes", "1", "prefix"],
    ],
    ["no life", "CreateAccessKey", { label: "a", role: "READ", expiresIn: 0 }, "INVALID_ARGUMENT", ["expiresIn"]],
    ["an unknown key", "RotateAccessKey", { accessKeyId: "x" }, "INVALID_ACCESS_KEY_ID", ["accessKeyId"]],
    ["the key of the settings", "RotateAccessKey", { accessKeyId: "root" }, "INVALID_ARGUMENT", ["accessKeyId"]],
    [
      "too long an overlap",
      "RotateAccessKey",
      { accessKeyId: "root", overlapSeconds: 9e6 },
      "INVALID_ARGUMENT",
      ["overlapSeconds"],
    ],
    ["an unknown key", "RevokeAccessKey", { accessKeyId: "x" }, "INVALID_ACCESS_KEY_ID", ["accessKeyId"]],
    ["the key of the settings", "RevokeAccessKey", { accessKeyId: "root" }, "INVALID_ARGUMENT", ["accessKeyId"]],
    [
      "an unknown parent",
      "CreateTemporaryKey",
      { role: "READ", parentAccessKeyId: "x" },
      "INVALID_ACCESS_KEY_ID",
      ["parentAccessKeyId"],
    ],
    [
      "too short a life",
      "CreateTemporaryKey",
      { role: "READ", durationSeconds: 899 },
      "INVALID_ARGUMENT",
      ["durationSeconds"],
    ],
  ];
  test.each(refused)("%s for %s is a user error", async (_, name, input, code, path) => {
    const { data } = await door.run(operation(name), { input });
    const [payload] = Object.values(data) as { userErrors: unknown[] }[];
    expect(payload?.userErrors).toMatchObject([{ code, path }]);
  });

  test.each([
    "AccessKeys",
    "CreateAccessKey",
    "RotateAccessKey",
    "RevokeAccessKey",
    "CreateTemporaryKey",
  ])("%s needs the admin token", async (name) => {
    const input = name.startsWith("Create") ? { label: "a", role: "READ" } : { accessKeyId: "x" };
    if (name === "CreateTemporaryKey") Reflect.deleteProperty(input, "label");
    const { errors } = await door.run(operation(name), { input }, null);
    expect(errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
  });
});
