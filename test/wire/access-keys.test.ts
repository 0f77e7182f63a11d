import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { asAdmin } from "../../src/compose/gateway.js";
import type { NewKey } from "../../src/service/keys/key-service.js";
import type { Grant } from "../../src/service/ports.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { clientOptions, createClient, type Mode, modes, open } from "./client.js";

let gateway: TestGateway;
let now = Date.now();
const bucket = "keys-in";
const limited: Grant = { role: "write", scopes: [{ bucket: parseBucketName(bucket), prefix: "in/" }] };
const secretsShown: string[] = [];

beforeAll(async () => {
  gateway = await startGateway({ clock: { now: () => now } });
  for (const name of [bucket, "keys-other"]) {
    const client = createClient(gateway, "sld", { bucket: name });
    await client.putBucket(name);
    for (const key of ["in/a.txt", "out/a.txt"]) await client.put(key, Buffer.from("hello"));
  }
});
afterAll(() => gateway.stop());

const make = async (grant: Grant = limited) => {
  const made = await gateway.service.createAccessKey({ label: "wire", ...grant }, asAdmin());
  secretsShown.push(made.secret);
  return made;
};

function clientOf({ key, secret }: NewKey, mode: Mode, options: Partial<OSS.Options> = {}) {
  return createClient(gateway, mode, { accessKeyId: key.id, accessKeySecret: secret, bucket, ...options });
}

/** The code of the refusal that must come. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

describe.each(
  modes.flatMap((mode) => [[mode, false] as const, [mode, true] as const]),
)("a key to write below a prefix, addressing by %s, version 4: %s", (mode, authorizationV4) => {
  test("does there what it may, and nothing elsewhere", async () => {
    const client = clientOf(await make(), mode, { authorizationV4 });
    await client.put("in/b.txt", Buffer.from("hello"));
    expect((await client.get("in/a.txt")).content.toString()).toBe("hello");
    const page = await client.list({ prefix: "in/", "max-keys": 10 }, {});
    expect(page.objects.map(({ name }) => name)).toContain("in/b.txt");
    expect(
      ((await client.listBuckets({})) as unknown as { buckets: { name: string }[] }).buckets.map(({ name }) => name),
    ).toEqual([bucket]);
    await client.copy("in/c.txt", "in/a.txt");
    await client.delete("in/c.txt");

    const denied: Promise<unknown>[] = [
      client.get("out/a.txt"),
      client.get("out/none"),
      client.put("out/b.txt", Buffer.from("hello")),
      client.delete("out/a.txt"),
      client.deleteMulti(["in/a.txt", "out/a.txt"]),
      client.copy("in/c.txt", "out/a.txt"),
      client.copy("out/c.txt", "in/a.txt"),
      client.list({ prefix: "i", "max-keys": 10 }, {}),
      client.list({ "max-keys": 10 }, {}),
      client.putACL("in/a.txt", "public-read"),
      client.put("in/a.txt", Buffer.from(""), { headers: { "x-oss-object-acl": "public-read" } }),
      client.initMultipartUpload("out/b.txt"),
      client.getBucketACL(bucket),
      client.putBucket("keys-new"),
      client.deleteBucket(bucket),
    ];
    for (const work of denied) expect(await refusal(work)).toBe("AccessDenied");
    expect((await client.head("in/a.txt")).res.status).toBe(200);
  });

  test("revoked, is refused from the next request on", async () => {
    const made = await make();
    const client = clientOf(made, mode, { authorizationV4 });
    await client.head("in/a.txt");
    await gateway.service.revokeAccessKey(made.key.id, asAdmin());
    expect(await refusal(client.get("in/a.txt"))).toBe("InvalidAccessKeyId");
  });
});

test("a key to manage one bucket makes that bucket and no other", async () => {
  const client = clientOf(await make({ role: "admin", scopes: [{ bucket: parseBucketName("keys-mine") }] }), "sld");
  expect(await refusal(client.putBucket("keys-yours"))).toBe("AccessDenied");
  await client.putBucket("keys-mine");
  expect((await client.getBucketInfo("keys-mine")).bucket).toMatchObject({ Name: "keys-mine" });
});

test("a rotated key goes on for a while beside its successor", async () => {
  const old = await make();
  const next = await gateway.service.rotateAccessKey(old.key.id, { overlapSeconds: 60 }, asAdmin());
  for (const made of [old, next]) await clientOf(made, "ip").head("in/a.txt");
  const before = now;
  now += 61_000;
  expect(await refusal(clientOf(old, "ip").get("in/a.txt"))).toBe("InvalidAccessKeyId");
  await clientOf(next, "ip").head("in/a.txt");
  now = before;
});

describe("temporary keys by the vendor's own client of STS", () => {
  const assume = async ({ key, secret }: NewKey, role = "write", policy?: object, seconds = 900) => {
    const sts = new OSS.STS({ accessKeyId: key.id, accessKeySecret: secret, endpoint: gateway.url } as never);
    const { credentials } = await sts.assumeRole(`acs:ram::1:role/${role}`, policy ?? "", seconds, "a session");
    secretsShown.push(credentials.AccessKeySecret, credentials.SecurityToken);
    return credentials;
  };
  const holderOf = (credentials: OSS.Credentials, mode: Mode, options: Partial<OSS.Options> = {}) =>
    createClient(gateway, mode, {
      bucket,
      accessKeyId: credentials.AccessKeyId,
      accessKeySecret: credentials.AccessKeySecret,
      stsToken: credentials.SecurityToken,
      refreshSTSToken: async () => ({
        accessKeyId: credentials.AccessKeyId,
        accessKeySecret: credentials.AccessKeySecret,
        stsToken: credentials.SecurityToken,
      }),
      refreshSTSTokenInterval: 3_600_000,
      ...options,
    });

  test.each(modes)("sign requests and URLs of both versions, addressing by %s", async (mode) => {
    const credentials = await assume(await make());
    for (const authorizationV4 of [false, true]) {
      const client = holderOf(credentials, mode, { authorizationV4 });
      await client.put("in/sts.txt", Buffer.from("hello"));
      expect((await client.get("in/sts.txt")).content.toString()).toBe("hello");
      expect(await refusal(client.get("out/a.txt"))).toBe("AccessDenied");
    }
    const client = holderOf(credentials, mode);
    const urls = [await client.signatureUrlV4("GET", 60, { headers: {}, queries: {} }, "in/a.txt")];
    if (mode !== "ip") urls.push(client.signatureUrl("in/a.txt", { expires: 60 }));
    for (const url of urls) {
      expect((await open(url)).body.toString()).toBe("hello");
      const bare = await open(
        url.replace(/[?&](?:x-oss-)?security-token=[^&]*/, (found) => (found[0] === "?" ? "?" : "")),
      );
      expect(bare.body.toString()).toContain("<Code>InvalidAccessKeyId</Code>");
    }
  });

  test("are narrowed by role and policy, and end with time and with their parent", async () => {
    const parent = await make();
    const policy = {
      Version: "1",
      Statement: [{ Effect: "Allow", Action: ["oss:*"], Resource: [`acs:oss:*:*:${bucket}/in/a*`] }],
    };
    const credentials = await assume(parent, "read", policy);
    const client = holderOf(credentials, "ip");
    await client.get("in/a.txt");
    expect(await refusal(client.get("in/sts.txt"))).toBe("AccessDenied");
    expect(await refusal(client.put("in/a.txt", Buffer.from("")))).toBe("AccessDenied");
    expect(await refusal(holderOf({ ...credentials, SecurityToken: "other" }, "ip").get("in/a.txt"))).toBe(
      "InvalidSecurityToken",
    );
    const url = await client.signatureUrlV4("GET", 3600, { headers: {}, queries: {} }, "in/a.txt");
    const before = now;
    now += 900_000;
    expect((await open(url)).body.toString()).toContain("<Code>SecurityTokenExpired</Code>");
    now = before;
    await gateway.service.revokeAccessKey(parent.key.id, asAdmin());
    expect(await refusal(client.get("in/a.txt"))).toBe("InvalidAccessKeyId");
  });

  test("are refused in the vendor's form where more is asked than the key has", async () => {
    const parent = await make();
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => "made",
        (error: { code: string; status: number }) => [error.code, error.status],
      );
    expect(await refused(assume(parent, "admin"))).toEqual(["AccessDenied", 403]);
    expect(await refused(assume(parent, "other"))).toEqual(["InvalidArgument", 400]);
    expect(await refused(assume(parent, "read", undefined, 60))).toEqual(["InvalidArgument", 400]);
    expect(await refused(assume(parent, "read", { Version: "1", Statement: { Effect: "Deny" } }))).toEqual([
      "InvalidArgument",
      400,
    ]);
    expect(await refused(assume({ ...parent, secret: "wrong" }))).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await refused(assume({ ...parent, key: { ...parent.key, id: "nobody" } }))).toEqual([
      "InvalidAccessKeyId",
      403,
    ]);
    const { AccessKeyId, AccessKeySecret } = await assume(parent);
    const temporary = { ...parent, key: { ...parent.key, id: AccessKeyId }, secret: AccessKeySecret };
    expect(await refused(assume(temporary))).toEqual(["InvalidAccessKeyId", 403]);
  });
});

test("no secret and no token is ever logged", () => {
  expect(secretsShown.length).toBeGreaterThan(20);
  const log = gateway.logLines.join("\n");
  expect(secretsShown.filter((secret) => log.includes(secret))).toEqual([]);
  expect(clientOptions(gateway, "ip").accessKeySecret.length > 0 && log.includes(gateway.accessKeySecret)).toBe(false);
});
