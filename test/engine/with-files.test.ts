import { expect, test } from "vitest";
import { withFiles } from "../../src/engine/local-sharp/with-files.js";
import type { Source } from "../../src/service/ports.js";

const signal = new AbortController().signal;

/** A source whose opening and releasing are noted, and fail where the name says so. */
function source(name: string, notes: string[]): Source {
  const release = async () => {
    notes.push(`release ${name}`);
    if (name === "stuck") throw new Error("not released");
  };
  return {
    byteSize: 1,
    async open() {
      if (name === "gone") throw new Error("not opened");
      notes.push(`open ${name}`);
      return { path: `/${name}`, release };
    },
  };
}

test("the files are there while the work runs", async () => {
  const notes: string[] = [];
  const sources = ["a", "b"].map((name) => source(name, notes));
  const paths = await withFiles(sources, signal, async (files) => {
    notes.push("work");
    return files.map(({ path }) => path);
  });
  expect(paths).toEqual(["/a", "/b"]);
  expect(notes).toEqual(["open a", "open b", "work", "release a", "release b"]);
});

test.each<[what: string, names: readonly string[], thrown: string]>([
  ["work", ["a", "b"], "no work"],
  ["opening", ["a", "gone"], "not opened"],
  ["releasing", ["stuck", "b"], "not released"],
])("what was opened is released when %s fails", async (what, names, thrown) => {
  const notes: string[] = [];
  const sources = names.map((name) => source(name, notes));
  const working = withFiles(sources, signal, async () => {
    if (what === "work") throw new Error("no work");
  });
  await expect(working).rejects.toThrow(thrown);
  const named = (deed: string) => notes.filter((note) => note.startsWith(deed)).map((note) => note.split(" ")[1]);
  expect(named("release")).toEqual(named("open"));
});
