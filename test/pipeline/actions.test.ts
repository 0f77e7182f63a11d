import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type ActionName,
  actions,
  declaration,
  type Header,
  type Insights,
  parseProcess,
  planPipeline,
} from "../../src/pipeline/index.js";

interface SpecParam {
  readonly name: string;
  readonly type: string;
  readonly min?: number;
  readonly max?: number | null | string;
  readonly values?: readonly (string | number)[];
  readonly default?: string | number;
  readonly required?: boolean;
  readonly ec?: string;
}
interface SpecAction {
  readonly name: string;
  readonly form: string;
  readonly params: readonly SpecParam[];
  readonly missing?: { readonly error: string; readonly ec?: string };
}
const spec = JSON.parse(readFileSync(new URL("img-actions.json", import.meta.url), "utf8")) as {
  readonly actions: readonly SpecAction[];
  readonly remote_only: { readonly actions: readonly string[] };
};

const insights = {
  attention: { x: 0.5, y: 0.5 },
  entropy: { x: 0.5, y: 0.5 },
  trim: { x: 0, y: 0, width: 400, height: 267 },
} as Insights;
const source = (width: number, height: number): Header => ({
  format: "jpg",
  width,
  height,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1000,
  insights,
});

describe("the registry holds the specification's actions, and beyond them only x- ones", () => {
  test("names", () => {
    const standard = Object.keys(actions).filter((name) => !name.startsWith("x-"));
    expect(standard.sort()).toEqual(spec.actions.map(({ name }) => name).sort());
  });

  test.each(spec.actions.map((action) => [action.name, action] as const))("%s", (name, expected) => {
    const declared = declaration(name as ActionName);
    expect(declared.form).toBe(expected.form);
    if (expected.missing) {
      expect(declared.missing?.code).toBe(expected.missing.error);
      if (expected.missing.ec) expect(`0040-00000${declared.missing?.ec}`).toBe(expected.missing.ec);
    }
    const byKey = new Map(
      Object.values(declared.params).map((param) => [param.only ? `${param.key} (${param.only})` : param.key, param]),
    );
    const preparation = name === "resize" ? ["P (mark)"] : [];
    expect([...byKey.keys()].sort()).toEqual(
      [...expected.params.map(({ name: key }) => (key === "value" ? "" : key)), ...preparation].sort(),
    );

    for (const param of expected.params) {
      const { kind, ...declaredParam } = byKey.get(param.name === "value" ? "" : param.name) ?? expect.fail(param.name);
      if (param.type === "int") {
        expect(kind.type).toBe("int");
        const { min, max } = kind as { min: number; max?: number };
        // indexcrop takes 0 as "not given", and W and H are only known with the source.
        if (name !== "indexcrop") expect([param.name, min]).toEqual([param.name, param.min]);
        if (typeof param.max === "number") expect([param.name, max]).toEqual([param.name, param.max]);
        else expect(max).toBeUndefined();
      }
      if (param.type === "hex6") expect(kind.type).toBe("color");
      if (param.values) {
        const wire =
          kind.type === "flag" ? ["0", "1"] : Object.values((kind as { values: Record<string, string> }).values);
        expect(wire.sort()).toEqual(param.values.map(String).sort());
      }
      if (param.ec) expect(`0040-00000${declaredParam.ec}`).toBe(param.ec);
      if (param.default !== undefined)
        expect(declaredParam.write(declaredParam.default as never)).toBe(String(param.default));
      expect(declaredParam.required).toBe(param.required ?? false);
    }
  });

  test.each(spec.remote_only.actions)("%s is known to be the cloud's alone", (name) => {
    expect(() => parseProcess(`image/${name}`)).toThrow(
      expect.objectContaining({ code: "NotImplemented", status: 501 }),
    );
  });
});

describe("every example of every action gives the size it shows", () => {
  const rows = Object.values(actions).flatMap(({ name, examples }) =>
    examples.map((example) => [example.process, name, example] as const),
  );
  test.each(rows)("%s", (process, _, { from, to }) => {
    const { pipeline } = parseProcess(`image/${process}`);
    const { out } = planPipeline(pipeline as never, source(from.width, from.height));
    expect({ width: out.width, height: out.height }).toEqual(to);
  });
});

describe("documentation is complete", () => {
  test.each(Object.values(actions).map((action) => [action.name, action] as const))("%s", (_, {
    doc,
    source: origin,
    params,
    examples,
  }) => {
    expect(doc).toMatch(/\.$/);
    expect(origin).toMatch(/specification §\d/);
    expect(examples.length).toBeGreaterThan(0);
    for (const param of Object.values(params)) expect(param.doc).toMatch(/\.$/);
  });
});
