import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, generate } from "@graphql-codegen/cli";
import { parse, print, separateOperations } from "graphql";
import { settingsMarkdown } from "../dist/config/index.js";
import { sdl } from "../dist/graphql/index.js";
import { actionsMarkdown } from "./markdown/actions.mjs";
import { errorsMarkdown } from "./markdown/errors.mjs";
import { ossCompatibilityMarkdown } from "./markdown/oss-compatibility.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Every file that derives from declarations in the code, made anew: its path below the root, and how it is made of dist/. */
export const generatedFiles = {
  "schema/schema.graphql": sdl,
  "schema/operations.json": operationList,
  "src/client/generated.ts": typedClient,
  "docs/actions.md": actionsMarkdown,
  "docs/errors.md": errorsMarkdown,
  "docs/oss-compatibility.md": ossCompatibilityMarkdown,
  "docs/settings.md": settingsMarkdown,
};

/** The file as it is committed; undefined when it is not there. */
export async function committedText(path) {
  try {
    return await readFile(join(root, path), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Each operation of schema/operations/ with its fragments, under its SHA-256: for IMGRAPH_OPERATIONS_FILE. */
async function operationList() {
  const folder = join(root, "schema/operations");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".graphql")).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const documents = Object.values(separateOperations(parse(texts.join("\n")))).map(print);
  const entries = documents.map((text) => [createHash("sha256").update(text).digest("hex"), text]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Types and documents of schema/operations/, as codegen.yml says. It reads schema/schema.graphql, so that comes first. */
async function typedClient() {
  const context = await createContext({ config: join(root, "codegen.yml"), silent: true });
  const [file] = await generate(context, false);
  return `// Generated from schema/ by \`npm run generate\`.\n${file.content}`;
}
