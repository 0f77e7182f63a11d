import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./run.js";

const sample = (name: string) => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("imgraph process", () => {
  test("writes the file, and nothing else beside it", async () => {
    const output = join(folder, "out.webp");
    expect(await run(["process", sample("picos.jpg"), "image/resize,w_300/format,webp", "-o", output])).toMatchObject({
      code: 0,
      err: "",
    });
    expect(await sharp(output).metadata()).toMatchObject({ format: "webp", width: 300, height: 169 });
    expect(await readdir(folder)).toEqual(["out.webp"]);
  });

  test("says so where the ending names another format than the result has", async () => {
    const output = join(folder, "named.webp");
    expect(await run(["process", sample("picos.jpg"), "image/resize,w_100", "-o", output])).toMatchObject({
      code: 0,
      err: `imgraph: note: ${output} holds a jpg; add /format,webp\n`,
    });
    expect(await sharp(output).metadata()).toMatchObject({ format: "jpeg", width: 100 });
    const { err } = await run(["process", sample("picos.jpg"), "image/resize,w_100/format,webp", "-o", output]);
    expect(err).toBe("");
    await rm(output);
  });

  test("reads standard input and writes standard output", async () => {
    const { code, out } = await run(["process", "-", "image/resize,w_20", "-o", "-"], {
      stdin: await readFile(sample("china.jpg")),
    });
    expect(code).toBe(0);
    expect(await sharp(out).metadata()).toMatchObject({ format: "jpeg", width: 20, height: 13 });
  });

  test("prints the answer of a question", async () => {
    const { out } = await run(["process", sample("china.jpg"), "image/info"]);
    expect(JSON.parse(out.toString())).toMatchObject({ ImageWidth: { value: "640" }, Format: { value: "jpg" } });
  });

  test("gives values to the parameters of a style", async () => {
    const output = join(folder, "wide.jpg");
    const style = ["--style", "a.b=image/resize,w_64", "--parameter", "a.b.wide=resize.width"];
    await run(["process", sample("china.jpg"), "style/a.b,wide_80", ...style, "-o", output]);
    expect(await sharp(output).metadata()).toMatchObject({ width: 80 });
  });

  test("knows the styles it is given", async () => {
    const output = join(folder, "styled.jpg");
    await run(["process", sample("china.jpg"), "style/small", "--style", "small=image/resize,w_64", "-o", output]);
    expect(await sharp(output).metadata()).toMatchObject({ width: 64 });
  });

  test("saves below --out-dir, and says so as the wire does", async () => {
    const save = `image/resize,w_10|sys/saveas,o_${Buffer.from("a/b.jpg").toString("base64url")},b_${Buffer.from("bkt").toString("base64url")}`;
    const { code, out } = await run(["process", sample("china.jpg"), save, "--out-dir", join(folder, "saved")]);
    const saved = await readFile(join(folder, "saved/bkt/a/b.jpg"));
    expect({ code, answer: JSON.parse(out.toString()) }).toEqual({
      code: 0,
      answer: { bucket: "bkt", fileSize: saved.length, object: "a/b.jpg", status: "OK" },
    });
  });

  test("leaves -o aside then, and says that too", async () => {
    const out = join(folder, "aside.jpg");
    const args = ["image/resize,w_10|sys/saveas,o_YS5qcGc", "--out-dir", join(folder, "aside"), "-o", out];
    const { code, err } = await run(["process", sample("china.jpg"), ...args]);
    expect({ code, err }).toEqual({
      code: 0,
      err: "imgraph: note: sys/saveas writes below --out-dir; -o is left aside\n",
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe("what is beyond OSS", () => {
  test("a border is cut off a file, and planned so", async () => {
    const input = join(folder, "bordered.png");
    const output = join(folder, "trimmed.png");
    const border = { left: 5, top: 6, right: 7, bottom: 8, background: "#fff" };
    await sharp(sample("china.jpg")).resize(90, 60).extend(border).toFile(input);
    expect((await run(["process", input, "image/x-trim,1", "-o", output])).code).toBe(0);
    expect(await sharp(output).metadata()).toMatchObject({ width: 90, height: 60 });
    expect((await run(["explain", input, "image/x-trim,1"])).out.toString()).toContain("crop 90x60 at 5,6");
  });

  test("an open format is the source's, or what --accept says", async () => {
    const formatOf = async (...more: string[]) => {
      const process = "image/resize,w_20/x-auto-format,1";
      return (await sharp((await run(["process", sample("china.jpg"), process, "-o", "-", ...more])).out).metadata())
        .format;
    };
    expect(await formatOf()).toBe("jpeg");
    expect(await formatOf("--accept", "image/webp,*/*")).toBe("webp");
  });

  test("but no open format is saved", async () => {
    const save = "image/x-auto-format,1|sys/saveas,o_YS5qcGc";
    const { code, err } = await run(["process", sample("china.jpg"), save, "--out-dir", folder]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^imgraph: InvalidArgument \(400\): x-auto-format: .+\n$/)]);
  });

  test("the encoder's bounds are in the plan", async () => {
    const { out } = await run([
      "explain",
      sample("china.jpg"),
      "image/format,webp/x-max-bytes,20000/x-metadata,copyright",
    ]);
    expect(out.toString()).toContain(
      "  encode    webp quality 75, at most 20000 bytes in up to 6 tries, metadata: copyright\n",
    );
  });
});

describe("imgraph explain", () => {
  test("shows sizes, passes and cost in words", async () => {
    const { code, out } = await run(["explain", sample("picos.jpg"), "image/resize,w_300/rotate,90"]);
    expect(code).toBe(0);
    expect(out.toString()).toMatch(
      /^source {6}jpg 1920x1080, 559546 bytes\ncanonical {3}image\/resize,w_300\/rotate,90\nstage 1 {5}jpg 169x300\n[\s\S]*\ncost {8}about \d+ ms, at most [\d.]+ MiB\n$/,
    );
  });

  test("says that an animation becomes a still picture, and of what", async () => {
    const { out } = await run(["explain", sample("sunset.gif"), "image/rotate,90"]);
    expect(out.toString()).toMatch(/\nwarning {5}the result is the first of \d+ frames, because of rotate\n$/);
  });

  test("and as JSON", async () => {
    const { out } = await run(["explain", sample("picos.jpg"), "image/resize,w_300", "--json"]);
    expect(JSON.parse(out.toString())).toMatchObject({
      source: { format: "jpg", width: 1920 },
      process: "image/resize,w_300",
      result: { width: 300, height: 169 },
      stages: [{ steps: [{ process: "resize,w_300", width: 300, height: 169 }], passes: [{ width: 300 }] }],
    });
  });
});

const base64 = (text: string) => Buffer.from(text).toString("base64url");
const traversal = `image/resize,w_1|sys/saveas,o_${base64("../up.jpg")}`;

test.each<[args: string[], code: number, line: RegExp]>([
  [
    ["process", sample("china.jpg"), "image/resize,w_abc", "-o", "x"],
    1,
    /^imgraph: InvalidArgument \(400\): w: expected an integer .+, got "abc" \(stage 1, step 1: resize w\)\n$/,
  ],
  [
    ["process", sample("china.jpg"), "style/none", "-o", "x"],
    1,
    /^imgraph: NoSuchStyle \(404\): no style "none"; give it with --style NAME=PROCESS \(stage 1\)\n$/,
  ],
  [
    [
      "process",
      sample("china.jpg"),
      "image/rotate,90|style/thumb",
      "--style",
      "thumb=image/rotate,90/resize,w_0",
      "-o",
      "x",
    ],
    1,
    /^imgraph: InvalidArgument \(400\): w: .+, got "0" \(stage 2, style thumb, step 2: resize w\)\n$/,
  ],
  [
    ["process", sample("china.jpg"), `image/watermark,image_${base64("logo.png")}`, "-o", "x"],
    1,
    /^imgraph: NoSuchKey \(404\): no object "logo\.png"; give it with --object KEY=FILE \(stage 1, step 1: watermark image\)\n$/,
  ],
  [
    ["process", sample("SOURCES.md"), "image/info"],
    1,
    /^imgraph: BadRequest \(400\): \S+SOURCES\.md: This image format is not supported\. Formats that are read: jpg, png, .+\.\n$/,
  ],
  [["process", "nofile.jpg", "image/info"], 1, /^imgraph: ENOENT: no such file: nofile\.jpg\n$/],
  [["explain", "nofile.jpg", "image/info"], 1, /^imgraph: ENOENT: no such file: nofile\.jpg\n$/],
  [["process", `${sample("china.jpg")}/x`, "image/info"], 1, /^imgraph: ENOTDIR: no such file: \S+china\.jpg\/x\n$/],
  [["process", sample(""), "image/info"], 1, /^imgraph: EISDIR: a folder, not a file: \S+samples\/\n$/],
  [
    ["process", "/dev/null", "image/info"],
    1,
    /^imgraph: EINVAL: no ordinary file \(standard input is -\): \/dev\/null\n$/,
  ],
  [
    ["process", sample("china.jpg"), "image/info", "--object", "a=nofile.png"],
    1,
    /^imgraph: ENOENT: no such file: nofile\.png\n$/,
  ],
  [
    ["process", sample("china.jpg"), "image/resize,w_1", "-o", "/no/such/folder/x"],
    1,
    /^imgraph: ENOENT: no folder to write into: \/no\/such\/folder\/x\n$/,
  ],
  [["process", sample("china.jpg"), traversal, "--out-dir", "x"], 1, /^imgraph: InvalidObjectName \(400\): .+\n$/],
  [
    ["process", sample("china.jpg"), "image/info|sys/saveas,o_YS5qcGc", "--out-dir", "x"],
    1,
    /^imgraph: InvalidArgument \(400\): sys\/saveas: .+\n$/,
  ],
  [
    ["process", sample("china.jpg"), "image/resize,w_1", "-o", dirname(sample("china.jpg"))],
    1,
    /^imgraph: EISDIR: a folder, not a file: \S+samples\n$/,
  ],
  [
    ["process", sample("china.jpg"), "image/resize,w_1", "-o", sample("")],
    1,
    /^imgraph: EISDIR: a folder, not a file: \S+samples\/\n$/,
  ],
  [
    ["process", sample("china.jpg"), "image/resize,w_1|sys/saveas,o_YS5qcGc", "--out-dir", sample("china.jpg")],
    1,
    /^imgraph: E\w+: no folder to write into: \S+china\.jpg\/a\.jpg\n$/,
  ],
  [["process", sample("china.jpg"), "image/resize,w_1"], 2, /^imgraph: the result is an image: .+-o OUT/],
  [["process"], 2, /^imgraph: `imgraph process`: expected IN PROCESS, got nothing\n$/],
  [["process", "a", "b", "c"], 2, /expected IN PROCESS/],
  [
    ["process", sample("china.jpg"), "image/info", "--parameter", "small.wide=resize.width"],
    2,
    /--parameter small.wide: no --style small/,
  ],
  [
    ["process", sample("china.jpg"), "image/info", "--parameter", "small=resize"],
    2,
    /expected --parameter STYLE.NAME=ACTION.ARGUMENT, got "small=resize"/,
  ],
  [
    ["process", sample("china.jpg"), "image/info", "--style", "nothing"],
    2,
    /expected --style NAME=PROCESS, got "nothing"/,
  ],
  [["explain", "a", "b", "-o", "x"], 2, /takes no --output/],
  [["serve", "now"], 2, /expected no further words/],
  [["doctor"], 2, /^imgraph: no command "doctor"/],
  [["--foo"], 2, /^imgraph: unknown option --foo; see imgraph --help\n$/],
  [["process", "a", "b", "-x"], 2, /^imgraph: unknown option -x; see imgraph --help\n$/],
  [["process", "a", "b", "-o"], 2, /^imgraph: Option '-o, --output <value>' argument missing; see imgraph --help\n$/],
  [["process", "-o", "--style", "a=b"], 2, /^imgraph: Option '-o' argument is ambiguous\.; see imgraph --help\n$/],
])("imgraph %j ends with %i", async (args, code, line) => {
  const ended = await run(args);
  expect(ended.err).toMatch(line);
  expect(ended).toMatchObject({ code, out: Buffer.alloc(0) });
});

test("a bad setting stops the program", async () => {
  const { code, err } = await run(["serve"], { env: { IMGRAPH_PORT: "x", IMGRAPH_NONE: "1" } });
  expect({ code, err }).toEqual({
    code: 2,
    err: 'imgraph: IMGRAPH_NONE: no such setting; `imgraph --help` lists those there are\nimgraph: IMGRAPH_PORT: expected an integer 0..65535, got "x"\n',
  });
});

test("--help shows commands and settings, --version the version", async () => {
  const { out } = await run(["--help"]);
  expect(out.toString()).toMatch(/imgraph explain IN PROCESS[\s\S]*IMGRAPH_DEADLINE_MS\n.*Takes an integer 100\.\./);
  expect(out.toString()).toMatch(/IMGRAPH_WEBHOOK_SECRET\n.*not served by this version yet/);
  expect((await run(["--version"])).out.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
});
