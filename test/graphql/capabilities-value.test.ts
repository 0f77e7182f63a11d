import "reflect-metadata";
import { describe, expect, test } from "vitest";
import { capabilitiesValue } from "../../src/graphql/capabilities-value.js";
import { fakeEngine } from "../support/fake-engine.js";

const { capabilities } = fakeEngine();
const listing = { isIndexed: true };

/** Of one action: by the configured engine, by this machine, by the cloud. */
function supportOf(action: string, value: ReturnType<typeof capabilitiesValue>) {
  const found = value.actions.find(({ name }) => name === action);
  return [found?.support, found?.local, found?.oss];
}

describe("what each engine can do", () => {
  test("stands with the action", () => {
    const both = capabilitiesValue({
      ...capabilities,
      engine: "oss",
      unsupported: ["x-trim", "resize.limit"],
      engines: [
        { engine: "oss", unsupported: ["x-trim", "resize.limit"] },
        { engine: "local", unsupported: ["blur"] },
      ],
      listing,
    });
    expect(supportOf("x-trim", both)).toEqual(["NO", "YES", "NO"]);
    expect(supportOf("resize", both)).toEqual(["NARROWED", "YES", "NARROWED"]);
    expect(supportOf("blur", both)).toEqual(["YES", "NO", "YES"]);
    expect(supportOf("rotate", both)).toEqual(["YES", "YES", "YES"]);
    const resize = both.actions.find(({ name }) => name === "resize");
    expect(resize?.parameters.filter(({ support }) => support === "NO").map(({ item }) => item)).toEqual(["limit"]);
  });

  test("is null for one that no request may ask for", () => {
    const alone = capabilitiesValue({ ...capabilities, engine: "local", listing });
    expect(supportOf("resize", alone)).toEqual(["YES", "YES", undefined]);
    expect(alone.engines).toEqual([{ engine: "local", unsupported: [] }]);
  });
});
