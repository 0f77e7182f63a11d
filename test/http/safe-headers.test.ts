import { expect, test } from "vitest";
import { withSafeHeaders } from "../../src/http/safe-headers.js";

const disposition = (headers: Record<string, string>, isOwnHost = true) =>
  withSafeHeaders(headers, { isOwnHost })["Content-Disposition"];

test.each([
  "image/jpeg",
  "IMAGE/PNG",
  "image/webp; x=1",
  "audio/mpeg",
  "video/mp4",
  "application/pdf",
  "text/plain; charset=utf-8",
  "text/plain",
])("%s is shown", (type) => {
  expect(disposition({ "Content-Type": type })).toBeUndefined();
});

test.each([
  "text/html",
  "image/svg+xml",
  "Image/SVG+XML; charset=utf-8",
  "image/xml",
  "video/x+xml",
  "application/xhtml+xml",
  "application/xml",
  "text/xml",
  "application/javascript",
  "application/octet-stream",
  "image/png, text/html",
  "image/png,text/html",
  "image/",
  "image",
  "",
])("%s is downloaded from the gateway's own host", (type) => {
  expect(disposition({ "Content-Type": type })).toBe("attachment");
  expect(disposition({ "Content-Type": type }, false)).toBeUndefined();
});

test.each([
  ["inline", "attachment"],
  ['inline; filename="attachment"', "attachment"],
  ["attachments", "attachment"],
  ['attachment; filename="a.html"', 'attachment; filename="a.html"'],
  ["ATTACHMENT", "ATTACHMENT"],
])("a page stored with disposition %s goes out as %s", (stored, sent) => {
  expect(disposition({ "Content-Type": "text/html", "Content-Disposition": stored })).toBe(sent);
});

test("nothing is sniffed and nothing runs, wherever it comes from", () => {
  for (const isOwnHost of [true, false])
    expect(withSafeHeaders({ "Content-Type": "image/png" }, { isOwnHost })).toEqual({
      "Content-Type": "image/png",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    });
});

test("JSON is shown only where the gateway wrote it", () => {
  const headers = { "Content-Type": "application/json" };
  expect(withSafeHeaders(headers, { isOwnHost: true })["Content-Disposition"]).toBe("attachment");
  expect(withSafeHeaders(headers, { isOwnHost: true, isOwnText: true })["Content-Disposition"]).toBeUndefined();
  const page = { "Content-Type": "text/html" };
  expect(withSafeHeaders(page, { isOwnHost: true, isOwnText: true })["Content-Disposition"]).toBe("attachment");
});
