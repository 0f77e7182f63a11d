import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { addressesOf } from "../../src/http/address.js";
import { createUrlSigner } from "../../src/http/index.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import { signingKeyV1, stringToSignV1 } from "../../src/http/signature-v1.js";

const secret = "wireTestSecret";
const signer = createUrlSigner({
  publicUrl: () => "http://localhost:4000/",
  accessKeyId: "AKID",
  accessKeySecret: secret,
});
const at = (key: string) => ({ bucket: parseBucketName("demo-bucket"), key: parseObjectKey(key) });

test("the URL of the wire protocol's vector", () => {
  expect(signer.signGet(at("example.jpg"), { process: "image/resize,w_300", expiresAt: 1795334400 })).toBe(
    "http://localhost:4000/demo-bucket/example.jpg?OSSAccessKeyId=AKID&Expires=1795334400&Signature=Kh%2BEhj02QE%2BS%2BwQzxAxEluhwguw%3D&x-oss-process=image/resize,w_300",
  );
});

test.each([
  "a",
  "dir/图 1+2.jpg",
  "a//b",
  "a/../b/./c",
  "a%2Fb",
  "?acl",
  "a#b&c=d",
  "!*'()",
  "nl\n",
])("a URL parser and the door both read the key %j back, and the signature with it", async (key) => {
  const text = await signer.signGet(at(key), {
    process: "image/watermark,text_SGk=|style/a+b",
    downloadAs: 'my "图"\\%.png',
    expiresAt: 1795334400,
  });
  const url = new URL(text);
  const { rawPath, query } = parseRequestTarget(url.pathname + url.search);
  const [address] = addressesOf(url.host, rawPath, ["localhost"]);
  expect(address).toEqual({ bucket: "demo-bucket", key });
  expect(query.get("x-oss-process")).toBe("image/watermark,text_SGk=|style/a+b");
  expect(query.get("response-content-disposition")).toBe(
    "attachment; filename=\"my _____.png\"; filename*=UTF-8''my%20%22%E5%9B%BE%22%5C%25.png",
  );
  const parts = { method: "GET", headers: {}, date: "1795334400", address, query };
  expect(query.get("Signature")).toBe(signingKeyV1(secret).sign(stringToSignV1(parts)));
});
