import { expect, test } from "vitest";
import { failureLine } from "../../src/cli/failure-line.js";
import { type FileUse, fileFailure } from "../../src/cli/file-failure.js";

// A superuser, as whom tests may run, is refused nothing: errors are made here as the system makes them.
const systemError = (code: string, words: string) =>
  Object.assign(new Error(`${code}: ${words}, open '/tmp/x.123.tmp'`), { code, syscall: "open" });

test.each<[code: string, words: string, use: FileUse, line: string]>([
  ["ENOENT", "no such file or directory", "read", "ENOENT: no such file: x.jpg"],
  ["ENOENT", "no such file or directory", "write", "ENOENT: no folder to write into: x.jpg"],
  ["ENOTDIR", "not a directory", "write", "ENOTDIR: no folder to write into: x.jpg"],
  ["EISDIR", "illegal operation on a directory", "write", "EISDIR: a folder, not a file: x.jpg"],
  ["EACCES", "permission denied", "read", "EACCES: no permission to read: x.jpg"],
  ["EPERM", "operation not permitted", "write", "EPERM: no permission to write: x.jpg"],
  ["ENOSPC", "no space left on device", "write", "ENOSPC: no space left on device: x.jpg"],
])("%s (%s), met to %s, is %j", (code, words, use, line) => {
  expect(failureLine(fileFailure(systemError(code, words), "x.jpg", use))).toBe(line);
});

test("what is no error of the file system stays as it is", () => {
  const bug = new TypeError("x is not a function");
  expect(fileFailure(bug, "x.jpg", "read")).toBe(bug);
});
