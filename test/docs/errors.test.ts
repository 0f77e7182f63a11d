import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { expect, test } from "vitest";
import { failureCodes } from "../../src/base/failure.js";
import { errorCode } from "../../src/graphql/error-code.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Codes of Apollo that no answer of this gateway has: such errors are answered as others, and persisted operations are always on. */
const neverGiven: readonly string[] = ["INTERNAL_SERVER_ERROR", "PERSISTED_QUERY_NOT_SUPPORTED"];

test("docs/errors.md has every code that GraphQL answers with", async () => {
  const given = [
    ...failureCodes.map(errorCode),
    ...Object.values<string>(ApolloServerErrorCode).filter((code) => !neverGiven.includes(code)),
    ...(await codesWrittenIn("src/graphql")),
    ...(await codesWrittenIn("src/server")),
  ];
  expect(given).toContain("OPERATION_NOT_LISTED");
  const documented = new Set((await readFile(join(root, "docs/errors.md"), "utf8")).match(/`[A-Z_]+`/g));
  expect([...new Set(given)].filter((code) => !documented.has(`\`${code}\``))).toEqual([]);
});

/** Those that stand in the code itself, as `code: "BAD_REQUEST"`. */
async function codesWrittenIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const texts = await Promise.all(
    names.filter((name) => name.endsWith(".ts")).map((name) => readFile(join(root, folder, name), "utf8")),
  );
  return texts.flatMap((text) => [...text.matchAll(/\bcode: "([A-Z_]+)"/g)].map(([, code = ""]) => code));
}
