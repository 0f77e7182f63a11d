import { expect, test } from "vitest";
import { writtenMd5 } from "../../src/http/written-md5.js";

const etag = "5D41402ABC4B2A76B9719D911017C592";
const md5 = "XUFAKrxLKna5cZ2REBfFkg==";

test.each([
  ["what the body was held against", { expectedMd5: md5 }, "OPAQUE", { "Content-MD5": md5 }],
  ["what the ETag says", {}, etag, { "Content-MD5": md5 }],
  ["nothing where the ETag is no MD5", {}, `${etag}-1`, {}],
])("the MD5 of what was stored is %s", (_, options, of, header) => {
  expect(writtenMd5(options, of)).toEqual(header);
});
