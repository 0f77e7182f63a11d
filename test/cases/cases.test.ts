import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { atFullScale } from "../support/scale.js";
import { type Answer, type Case, cases, type Door } from "./case.js";
import { casesTable, type Verdict } from "./cases-table.js";
import { commandDoor, processDoor } from "./cli-door.js";
import { furnish } from "./furnish.js";
import { graphqlDoor } from "./graphql-door.js";
import { httpDoor } from "./http-door.js";
import { judge } from "./judge.js";

const verdicts = new Map<string, Map<string, Verdict>>();
/** Images that each case gave, one for each door. */
const images = new Map<string, Buffer[]>();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
  await furnish(gateway, cases);
});
afterAll(() => gateway.stop());

const doors: Readonly<Record<string, () => Door | Promise<Door>>> = {
  CLI: commandDoor,
  HTTP: () => httpDoor(gateway),
  GraphQL: () => graphqlDoor(gateway),
};

describe.each(Object.entries(doors))("every case through %s", (name, open) => {
  runAll(open, cases, {
    verdict: (id, verdict) => verdicts.set(name, (verdicts.get(name) ?? new Map<string, Verdict>()).set(id, verdict)),
    answer: (id, answer) => answer.kind === "image" && images.set(id, [...(images.get(id) ?? []), answer.bytes]),
  });
});

test("all doors give the same bytes", () => {
  for (const [id, files] of images) {
    expect(files, id).toHaveLength(Object.keys(doors).length);
    for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0)), id).toBe(true);
  }
});

/** A process takes a while to start; all of them do at full scale. */
describe("cases through the built program", () => {
  runAll(
    processDoor,
    cases.filter((_, index) => atFullScale() || index % 13 === 0),
    {},
  );
});

test("docs/cases.md says what passes (scripts/generate-cases.mjs writes it)", () => {
  const table = casesTable(cases, verdicts);
  const file = new URL("../../docs/cases.md", import.meta.url);
  if (process.env.IMGRAPH_TEST_WRITE_CASES === "1") writeFileSync(file, table);
  expect(readFileSync(file, "utf8")).toBe(table);
});

function runAll(
  open: () => Door | Promise<Door>,
  examples: readonly Case[],
  note: { verdict?(id: string, verdict: Verdict): unknown; answer?(id: string, answer: Answer): unknown },
): void {
  let door: Door;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  test.each(examples)("$id: $process", async (example) => {
    note.verdict?.(example.id, "FAILS");
    const answer = await door.run(example);
    await judge(example, answer);
    note.verdict?.(example.id, "passes");
    note.answer?.(example.id, answer);
  });
}
