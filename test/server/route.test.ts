import { expect, test } from "vitest";
import { routeOf } from "../../src/server/route.js";

const hosts = ["localhost", "img.example.com"];
const html = "text/html,application/xhtml+xml,*/*;q=0.8";

test.each<[method: string, host: string, url: string, headers: Record<string, string>, route: string]>([
  ["POST", "localhost:4000", "/graphql", {}, "graphql"],
  ["GET", "127.0.0.1:4000", "/graphql?query=%7Ba%7D", {}, "graphql"],
  ["GET", "localhost:4000", "/graphql/assets/index.js", {}, "graphql"],
  ["GET", "localhost:4000", "/console/", {}, "console"],
  ["GET", "localhost:4000", "/healthz", {}, "health"],
  ["GET", "localhost:4000", "/readyz?verbose", {}, "health"],
  ["GET", "img.example.com", "/metrics", {}, "health"],
  ["GET", "localhost:4000", "http://localhost:4000/graphql?query=%7Ba%7D", {}, "graphql"],
  ["GET", "localhost:4000", "http://localhost:4000", { accept: html }, "welcome"],
  ["GET", "localhost:4000", "http://localhost:4000/photos/graphql", {}, "oss"],
  ["GET", "localhost:4000", "http://photos.localhost:4000/metrics", {}, "oss"],
  ["GET", "localhost:4000", "http://elsewhere/graphql", {}, "oss"],
  ["GET", "localhost:4000", "/graphqlx/key", {}, "oss"],
  ["GET", "localhost:4000", "//graphql", {}, "oss"],
  ["GET", "localhost:4000", "/%67raphql", {}, "oss"],
  ["GET", "localhost:4000", "/photos/graphql", {}, "oss"],
  ["GET", "localhost:4000", "/constructor", {}, "oss"],
  ["GET", "photos.localhost:4000", "/graphql", {}, "oss"],
  ["GET", "photos.img.example.com", "/metrics", {}, "oss"],
  ["GET", "photos.oss-cn-hangzhou.aliyuncs.com", "/graphql", {}, "oss"],
  ["GET", "localhost:4000", "/", { accept: html }, "welcome"],
  ["HEAD", "localhost:4000", "/", { accept: html }, "welcome"],
  ["GET", "localhost:4000", "/", {}, "oss"],
  ["GET", "localhost:4000", "/", { accept: html, authorization: "OSS id:signature" }, "oss"],
  ["GET", "localhost:4000", "/?Signature=abc", { accept: html }, "oss"],
  ["PUT", "localhost:4000", "/", { accept: html }, "oss"],
  ["GET", "photos.localhost:4000", "/", { accept: html }, "oss"],
  ["OPTIONS", "localhost:4000", "*", {}, "oss"],
])("%s %s%s %j goes to %s", (method, host, url, headers, route) => {
  expect(routeOf({ method, url, headers: { host, ...headers } }, hosts)).toBe(route);
});
