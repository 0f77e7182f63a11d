import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { parseResource } from "../../src/http/exchange.js";
import { objectLocation } from "../../src/http/object-location.js";

test.each([
  ["k.jpg", true, "http://media.test:4000/demo/k.jpg"],
  ["k.jpg", false, "http://demo.media.test:4000/k.jpg"],
  ["a b/图+1?.jpg", true, "http://media.test:4000/demo/a%20b/%E5%9B%BE%2B1%3F.jpg"],
  ["a//b/", false, "http://demo.media.test:4000/a//b/"],
  ["a//../b/", false, "http://demo.media.test:4000/a%2F%2F..%2Fb%2F"],
])("%s, asked for on the gateway's own host: %s, is at %s", (key, isOwnHost, location) => {
  const resource = parseResource({ bucket: "demo", key });
  if (resource.kind !== "object") throw new Error("not an object");
  const endpoint = "media.test:4000";
  expect(objectLocation(resource.at, { endpoint, isOwnHost, publicUrl: undefined })).toBe(location);
  // As a client reads it that follows it.
  expect(new URL(location).href).toBe(location);
});

test.each([
  ["Media.test", "https://media.test/", "https://Media.test/demo/k"],
  ["media.test:8443", "https://media.test:8443", "https://media.test:8443/demo/k"],
  ["10.0.0.7:4000", "https://media.test", "http://10.0.0.7:4000/demo/k"],
])("at %s, where URLs begin with %s, it is %s", (endpoint, publicUrl, location) => {
  const at = { bucket: parseBucketName("demo"), key: parseObjectKey("k") };
  expect(objectLocation(at, { endpoint, isOwnHost: true, publicUrl: new URL(publicUrl) })).toBe(location);
});
