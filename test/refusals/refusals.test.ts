import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import type { PictureSpec } from "../support/picture.js";
import { type Refusal, sourceRefusals, styleRefusals, targetRefusals, writtenRefusals } from "./process-refusals.js";
import { type Refused, refusedBy } from "./refused.js";
import {
  type Attempt,
  commandDoor,
  graphqlDoor,
  httpDoor,
  prepareGateway,
  type RefusingDoor,
} from "./refusing-doors.js";

const photo: PictureSpec = { w: 400, h: 267, format: "jpg" };

/** Every row with what it is tried on. */
const reading: readonly (readonly [Refusal, Attempt])[] = [
  ...writtenRefusals.map((row) => [row, { source: photo, process: row[0] }] as const),
  ...sourceRefusals.map(([source, ...row]) => [row, { source, process: row[0] }] as const),
  ...styleRefusals.map((row) => [row, { source: photo, process: "style/bad", style: row[0] }] as const),
  [["style/none", "NoSuchStyle", "", "0.- - -"], { source: photo, process: "style/none" }],
  [
    ["style/bad/rotate,90", "NoSuchStyle", "", "0.- - -"],
    { source: photo, process: "style/bad/rotate,90", style: "image/info" },
  ],
];
const saving = targetRefusals.map((row) => [row, { source: photo, process: row[0], saving: true }] as const);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await prepareGateway(gateway);
});
afterAll(() => gateway.stop());

/** The command line shows neither sub-codes nor that an item is a bare value. */
const asLine = ({ ec: _, ...refused }: Refused): Refused => ({ ...refused, place: refused.place.replace("''", "-") });

describe.each<[string, () => RefusingDoor | Promise<RefusingDoor>, typeof reading, (refused: Refused) => Refused]>([
  ["the command line", commandDoor, [...reading, ...saving], asLine],
  ["the OSS endpoint", () => httpDoor(gateway), [...reading, ...saving], (refused) => refused],
  ["GraphQL", () => graphqlDoor(gateway), reading, (refused) => refused],
])("%s refuses with code, status and place", (_, open, rows, shown) => {
  let door: RefusingDoor;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  test.each(rows.map(([row, attempt]) => ({ process: row[0].slice(0, 100), row, attempt })))("$process", async ({
    row,
    attempt,
  }) => {
    expect(await door.try(attempt)).toEqual(shown(refusedBy(row)));
  });
});

test("there are enough of them", () => {
  expect(reading.length).toBeGreaterThanOrEqual(120);
});
