import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { house, photo } from "../service/house.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { openDoor } from "./door.js";

let gateway: TestGateway;

interface Page {
  readonly images: {
    readonly nodes: readonly { readonly key: string }[];
    readonly edges: readonly { readonly cursor: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly totalCount: number | null;
    readonly isComplete: boolean;
  };
}

const page = `query ($query: ImageFilter, $orderBy: ImageOrder, $prefix: String, $delimiter: String, $first: Int! = 50, $after: String) {
  images(bucket: "photos", query: $query, orderBy: $orderBy, prefix: $prefix, delimiter: $delimiter, first: $first, after: $after) {
    nodes { key } edges { cursor } pageInfo { hasNextPage endCursor } totalCount isComplete } }`;

beforeAll(async () => {
  gateway = await startGateway();
  const { service } = gateway;
  const call = { caller: { kind: "admin" as const }, signal: new AbortController().signal };
  await service.createBucket("photos" as never, "public-read", call);
  const put = async (key: string, bytes: Buffer, acl?: "private") => {
    const options = { contentType: "image/jpeg", metadata: {}, ...(acl && { acl }) };
    await service.putObject({ bucket: "photos", key } as never, Readable.from([bytes]), options, call);
  };
  for (const name of ["china.jpg", "friends.jpg", "picos.jpg", "kleiber.webp", "sunset.gif"])
    await put(name, await readFile(new URL(`../../samples/${name}`, import.meta.url)));
  const china = await readFile(new URL("../../samples/china.jpg", import.meta.url));
  await put("more/secret.jpg", china, "private");
  await put("damaged.jpg", china.subarray(0, 30));
  await put("words.txt", Buffer.from("words"));
});
afterAll(() => gateway.stop());

async function ask(variables: Record<string, unknown>) {
  const { data, errors } = await graphqlRequest<Page>(gateway, page, variables);
  if (!data) return { keys: [], errors };
  return { ...data.images, keys: data.images.nodes.map(({ key }) => key), errors };
}

describe("images that are asked for by more than their names", () => {
  test("are found by what they are", async () => {
    expect(await ask({ query: { formats: ["WEBP", "GIF"] } })).toMatchObject({
      keys: ["kleiber.webp", "sunset.gif"],
      totalCount: 2,
      isComplete: true,
    });
    expect((await ask({ query: { animated: true } })).keys).toEqual(["sunset.gif"]);
    expect((await ask({ query: { damaged: true } })).keys).toEqual(["damaged.jpg"]);
    expect((await ask({ query: { search: "CHI" } })).keys).toEqual(["china.jpg"]);
    expect((await ask({ query: { modifiedAfter: "2100-01-01T00:00:00+01:00" } })).keys).toEqual([]);
    expect((await ask({ query: {}, prefix: "more/" })).keys).toEqual(["more/secret.jpg"]);
    expect((await ask({ query: { formats: ["JPG"], damaged: false }, delimiter: "/" })).keys).toEqual([
      "china.jpg",
      "friends.jpg",
      "picos.jpg",
    ]);
  });

  test("are found by what is said of them", async () => {
    const mutation = `mutation { setImageNotes(input: { image: { bucket: "photos", key: "picos.jpg" }, alt: "Mountains", tags: ["peaks"] }) { userErrors { code } } }`;
    expect((await graphqlRequest(gateway, mutation, {})).errors).toBeUndefined();
    expect((await ask({ query: { tags: ["peaks"] } })).keys).toEqual(["picos.jpg"]);
    expect((await ask({ query: { hasAlt: true } })).keys).toEqual(["picos.jpg"]);
    expect((await ask({ query: { search: "mountain" } })).keys).toEqual(["picos.jpg"]);
  });

  test.each(["ASC", "DESC"])("come %s, in pages that put together are all", async (direction) => {
    const orderBy = { field: "BYTE_SIZE", direction };
    const whole = await ask({ orderBy });
    expect(whole.keys.length).toBe(7);
    const keys: string[] = [];
    for (let after: string | null = null; ; ) {
      const next = await ask({ orderBy, first: 3, after });
      if (!("pageInfo" in next)) throw new Error("no page");
      keys.push(...next.keys);
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(keys).toEqual(whole.keys);
    expect(keys.indexOf("damaged.jpg")).toBe(direction === "ASC" ? 0 : 6);
  });

  test("of others are passed over, and not counted", async () => {
    const { data } = await graphqlRequest<Page>(gateway, page, { orderBy: { field: "WIDTH" } }, { token: undefined });
    expect(data?.images.nodes.map(({ key }) => key)).not.toContain("more/secret.jpg");
    expect(data?.images).toMatchObject({ totalCount: null, isComplete: true, nodes: { length: 6 } });
  });

  test("are counted in the plain list too", async () => {
    expect(await ask({ first: 2 })).toMatchObject({
      keys: ["china.jpg", "damaged.jpg"],
      totalCount: 7,
      isComplete: true,
    });
  });

  test.each([
    [{ query: { search: "" } }, ["query", "search"]],
    [{ query: { tags: [] } }, ["query", "tags"]],
    [{ query: { formats: [] } }, ["query", "formats"]],
    [{ query: { minWidth: -1 } }, ["query", "minWidth"]],
    [{ query: { minWidth: 9, maxWidth: 8 } }, ["query", "maxWidth"]],
    [{ query: { minHeight: 9, maxHeight: 0 } }, ["query", "maxHeight"]],
    [{ query: { minBytes: 2 ** 40, maxBytes: 1 } }, ["query", "maxBytes"]],
    [
      { query: { modifiedAfter: "2026-01-01T00:00:00Z", modifiedBefore: "2026-01-01T01:00:00+01:00" } },
      ["query", "modifiedBefore"],
    ],
    [{ query: {}, after: "bm90aGluZw" }, ["after"]],
  ])("with %j are refused, with the place", async (variables, inputPath) => {
    const { errors } = await ask(variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID_ARGUMENT", inputPath });
  });

  test("of which the least is the greatest are taken", async () => {
    const query = { minWidth: 400, maxWidth: 400, minBytes: 0, maxBytes: 0 };
    expect((await ask({ query })).errors).toBeUndefined();
    const said = { modifiedAfter: "2026-01-01T00:00:00Z", modifiedBefore: "2026-01-01T00:00:00.001Z" };
    expect((await ask({ query: said })).errors).toBeUndefined();
  });

  test("a limit below another is refused in words", async () => {
    const { errors } = await ask({ query: { minWidth: 9, maxWidth: 8 } });
    expect(errors?.[0]?.message).toContain("expected at least minWidth, 9");
  });

  test("a cursor of another order is refused", async () => {
    const first = await ask({ orderBy: { field: "WIDTH" }, first: 1 });
    const after = "edges" in first ? first.edges[0]?.cursor : undefined;
    const { errors } = await ask({ orderBy: { field: "HEIGHT" }, after });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID_ARGUMENT", inputPath: ["after"] });
  });

  test.each([
    { orderBy: { field: "WIDTH" } },
    { query: { minWidth: 1 } },
  ])("a cursor of %j is refused by a list in the order of the keys, and the other way round", async (ordered) => {
    const cursorOf = async (variables: object) => {
      const list = await ask({ ...variables, first: 1 });
      return "edges" in list ? list.edges[0]?.cursor : undefined;
    };
    const wrong = [await ask({ after: await cursorOf(ordered) }), await ask({ ...ordered, after: await cursorOf({}) })];
    const params = { expected: "a cursor that this list gave" };
    for (const { errors } of wrong)
      expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID_ARGUMENT", inputPath: ["after"], params });
  });

  test("a moment is RFC 3339", async () => {
    const { errors } = await ask({ query: { modifiedAfter: "yesterday" } });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("a store that finds objects by their names only", () => {
  test("refuses query and orderBy, says so in capabilities, and lists all the same", async () => {
    const { service, bucket, put } = house();
    await bucket("photos");
    await put("photos", "a.jpg", photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    for (const [args, inputPath] of [
      ["query: { animated: true }", ["query"]],
      ["orderBy: { field: WIDTH }", ["orderBy"]],
    ]) {
      const { errors } = await run(`{ images(${args}) { nodes { key } } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_INDEXED", inputPath });
    }
    const { data } = await run(
      "{ capabilities { listing { isIndexed orderBy } } images { nodes { key } totalCount isComplete } }",
    );
    expect(data).toEqual({
      capabilities: { listing: { isIndexed: false, orderBy: ["KEY"] } },
      images: { nodes: [{ key: "a.jpg" }], totalCount: null, isComplete: true },
    });
  });
});
