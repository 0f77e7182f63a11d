import { getNamedType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import type { InputPlace } from "../support/input-places.js";
import { ossRequest } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { atFullScale } from "../support/scale.js";
import { oddNumbers, oddShapes, oddTexts } from "./odd-values.js";
import { places } from "./schema-refusals.js";

let gateway: TestGateway;
let photo: Buffer;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_DEFAULT_BUCKET: "photos" } });
  photo = await makePicture({ w: 400, h: 267, format: "jpg" });
  await ossRequest(gateway, { method: "PUT", bucket: "photos" });
});
afterAll(() => gateway.stop());

/** A place may have deleted or changed it. */
async function putPhoto(): Promise<void> {
  await ossRequest(gateway, { method: "PUT", bucket: "photos", key: "a.jpg", body: photo });
}

test("no value anywhere in the input is a bug's occasion", async () => {
  const bugs: string[] = [];
  for (const [index, place] of places.entries()) {
    if (place.isMutation || index === 0) await putPhoto();
    for (const value of oddValues(place, index)) {
      const { query, variables } = place.operation(value);
      const { errors = [] } = await graphqlRequest(gateway, query, variables);
      if (errors.some(({ extensions }) => extensions.code.startsWith("INTERNAL")))
        bugs.push(`${place.name}: ${JSON.stringify(value).slice(0, 100)}`);
    }
  }
  expect(bugs).toEqual([]);
  expect(gateway.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}, 300_000);

/** At the small scale each place has its share of them, and all places together all. */
function oddValues({ value: { type } }: InputPlace, index: number): readonly unknown[] {
  const { name } = getNamedType(type);
  const texts = ["String", "ID", "URL", "DateTime", "HexColor"].includes(name) ? oddTexts : [];
  const numbers = ["Int", "Float", "ByteSize"].includes(name) ? oddNumbers : [];
  const alone = [...texts, ...numbers];
  const all = [
    ...alone,
    ...(String(type).includes("[") ? alone.flatMap((each) => [[each], [each, each]]) : []),
    ...oddShapes,
  ];
  return atFullScale() ? all : all.filter((_, i) => (i + index) % 30 === 0);
}
