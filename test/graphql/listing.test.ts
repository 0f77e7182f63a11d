import { describe, expect, test } from "vitest";
import { stagedName } from "../../src/service/intake/upload-name.js";
import { at, house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

async function albums() {
  const made = house();
  await made.bucket("photos", "public-read");
  for (const album of ["alps", "beach", "city"]) {
    await made.put("photos", `${album}/1.jpg`, photo);
    await made.put("photos", `${album}/more/2.jpg`, photo);
    await made.put("photos", `${album}-about.txt`, "words");
  }
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

interface Page {
  readonly nodes: readonly { readonly prefix: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ObjectsPage {
  readonly nodes: readonly { readonly key: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe("prefixes", () => {
  const page = `query ($prefix: String, $delimiter: String! = "/", $first: Int! = 50, $after: String) {
    prefixes(prefix: $prefix, delimiter: $delimiter, first: $first, after: $after) {
      nodes { prefix name bucket { name } } pageInfo { hasNextPage endCursor } } }`;

  test("are the folders of a bucket, and of a folder", async () => {
    const { run } = await albums();
    const { data, errors } = await run(page);
    expect(errors).toBeUndefined();
    expect(data.prefixes).toEqual({
      nodes: ["alps/", "beach/", "city/"].map((prefix) => ({ prefix, name: prefix, bucket: { name: "photos" } })),
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    });
    const below = await run(page, { prefix: "beach/" });
    expect(below.data.prefixes.nodes).toEqual([{ prefix: "beach/more/", name: "more/", bucket: { name: "photos" } }]);
    const other = await run(page, { delimiter: "-" });
    expect(other.data.prefixes.nodes.map(({ prefix }: { prefix: string }) => prefix)).toEqual([
      "alps-",
      "beach-",
      "city-",
    ]);
  });

  test.each([1, 2, 3])("pages of %i put together are all, in order, each once", async (first) => {
    const { run } = await albums();
    const found: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: Page = (await run(page, { first, after })).data.prefixes;
      found.push(...nodes.map(({ prefix }) => prefix));
      if (!pageInfo.hasNextPage) break;
      expect(nodes.length).toBe(first);
      after = pageInfo.endCursor;
    }
    expect(found).toEqual(["alps/", "beach/", "city/"]);
  });

  test("a page looks at 1000 entries at most, and says where to go on", async () => {
    const { run, put } = await albums();
    for (let i = 0; i < 1000; i += 1) await put("photos", `b${String(i).padStart(4, "0")}.txt`, "words");
    const { nodes, pageInfo }: Page = (await run(page)).data.prefixes;
    expect(nodes.map(({ prefix }) => prefix)).toEqual(["alps/"]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest: Page = (await run(page, { after: pageInfo.endCursor })).data.prefixes;
    expect(rest.nodes.map(({ prefix }) => prefix)).toEqual(["beach/", "city/"]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test("what waits to be looked at is in no folder, and no object or image", async () => {
    const { run, put } = await albums();
    const waiting = stagedName(at("photos", "alps/1.jpg")).key;
    await put("photos", waiting, photo);
    await put("photos", ".imgraph/uploads/own.jpg", photo);
    const names = async (prefix: string) =>
      (await run(page, { prefix })).data.prefixes.nodes.map((node: { prefix: string }) => node.prefix);
    expect(await names("")).toEqual(["alps/", "beach/", "city/"]);
    expect(await names(".imgraph/")).toEqual([]);
    const { data } = await run(
      `{ objects(prefix: ".imgraph/") { nodes { key } } images(prefix: ".imgraph/") { nodes { key } } }`,
    );
    const own = { nodes: [{ key: ".imgraph/uploads/own.jpg" }] };
    expect(data).toEqual({ objects: own, images: own });
  });

  test("an empty delimiter is refused, with its place", async () => {
    const { run } = await albums();
    const { errors } = await run(page, { delimiter: "" });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID_ARGUMENT", inputPath: ["delimiter"] });
  });

  test("nobody lists a bucket that is not theirs to list", async () => {
    const { run, bucket } = await albums();
    await bucket("secret");
    const { errors } = await run(`{ prefixes(bucket: "secret") { nodes { prefix } } }`, {}, null);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
  });
});

describe("objects", () => {
  const page = `query ($prefix: String, $first: Int! = 50, $after: String) {
    objects(prefix: $prefix, first: $first, after: $after) {
      nodes { id key byteSize contentType acl etag lastModified metadata { key } bucket { name } image { key info { width } } }
      pageInfo { hasNextPage endCursor } } }`;

  test("are all there are, with the image where there is one", async () => {
    const { run } = await albums();
    const { data, errors } = await run(page, { prefix: "alps" });
    expect(errors).toBeUndefined();
    expect(data.objects.nodes).toMatchObject([
      { key: "alps-about.txt", byteSize: 5, contentType: "image/jpeg", acl: "DEFAULT", image: null },
      { key: "alps/1.jpg", image: { key: "alps/1.jpg", info: { width: 400 } } },
      { key: "alps/more/2.jpg", bucket: { name: "photos" } },
    ]);
    const { id } = data.objects.nodes[0];
    const again = await run("query ($id: ID!) { node(id: $id) { __typename id ... on StoredObject { key } } }", { id });
    expect(again.data.node).toEqual({ __typename: "StoredObject", id, key: "alps-about.txt" });
  });

  test("pages go on behind the last one", async () => {
    const { run } = await albums();
    const keys: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: ObjectsPage = (await run(page, { first: 4, after })).data.objects;
      keys.push(...nodes.map(({ key }) => key));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(9);
  });

  test("those that are not the caller's to see are passed over", async () => {
    const { run, put } = await albums();
    await put("photos", "alps/0-private.jpg", photo, "private");
    const { data } = await run(`{ objects(prefix: "alps/") { nodes { key contentType } } }`, {}, null);
    expect(data.objects.nodes.map(({ key }: { key: string }) => key)).toEqual(["alps/1.jpg", "alps/more/2.jpg"]);
  });
});
