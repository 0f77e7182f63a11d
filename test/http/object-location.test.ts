import { expect, test } from "vitest";
import { parseResource } from "../../src/http/exchange.js";
import { objectLocation } from "../../src/http/object-location.js";

test.each([
  ["k.jpg", true, "http://media.test:4000/demo/k.jpg"],
  ["k.jpg", false, "http://demo.media.test:4000/k.jpg"],
  ["a b/图+1?.jpg", true, "http://media.test:4000/demo/a%20b/%E5%9B%BE%2B1%3F.jpg"],
  ["a//../b/", false, "http://demo.media.test:4000/a//../b/"],
])("%s, asked for on the gateway's own host: %s, is at %s", (key, isOwnHost, location) => {
  const resource = parseResource({ bucket: "demo", key });
  if (resource.kind !== "object") throw new Error("not an object");
  expect(objectLocation(resource.at, { endpoint: "media.test:4000", isOwnHost })).toBe(location);
});
