import { expect, test } from "vitest";
import { parseImportHost } from "../../src/config/import-host.js";

test.each([
  "images.example.com",
  "*.example.com",
  "a-b.example",
  "http://10.0.0.5:8080",
  "https://localhost:8443",
  "http://[::1]:8080",
])("%s is a host to import from", (text) => {
  expect(parseImportHost(text)).toBe(text);
});

test.each([
  ...["", "*", "*.", "localhost", "Images.example.com", "images.example.com:443", "images.example.com/", "a b.example"],
  ...["10.0.0.5", "0x7f.1", "127.1", "[::1]", "https://a.example/", "https://a.example:443", "ftp://a.example"],
  ...["https://user@a.example", "https://*.example.com", "a.*.example"],
])("%j is none", (text) => {
  expect(parseImportHost(text)).toBeUndefined();
});
