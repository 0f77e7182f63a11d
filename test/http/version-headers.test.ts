import { expect, test } from "vitest";
import { versionHeaders } from "../../src/http/version-headers.js";

test("a version is named, with its checksum where that is known", () => {
  expect(versionHeaders({ etag: "A", crc64: "7" })).toEqual({ ETag: '"A"', "x-oss-hash-crc64ecma": "7" });
  expect(versionHeaders({ etag: "A", crc64: "" })).toEqual({ ETag: '"A"' });
});
