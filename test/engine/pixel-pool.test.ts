import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { PixelPool, type PixelPoolOptions } from "../../src/engine/local-sharp/pool/pixel-pool.js";

const never = () => new AbortController().signal;
let folder: string;
let pool: PixelPool;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-pool-"));
});

afterEach(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

describe("renders", () => {
  test("one process does one at a time, in the order of asking", async () => {
    open({ children: 1 });
    const done: number[] = [];
    await Promise.all([1, 2, 3, 4].map((n) => render("work").then(() => done.push(n))));
    expect(done).toEqual([1, 2, 3, 4]);
  });

  test("a failure keeps its code, details and sub-code", async () => {
    open();
    await expect(render("refuse")).rejects.toMatchObject({ code: "ImageDamage", details: { reason: "torn" }, ec: "1" });
  });

  test("a bug is an InternalError that tells nothing", async () => {
    open();
    await expect(render("break")).rejects.toMatchObject({ code: "InternalError", details: {} });
  });

  test("a crash is the failure of that job alone", async () => {
    open({ children: 1 });
    const [crashed, next] = await Promise.allSettled([render("crash"), render("work")]);
    expect(crashed).toMatchObject({ status: "rejected", reason: { code: "InternalError" } });
    expect(next).toMatchObject({ status: "fulfilled" });
    expect(await readdir(folder)).toEqual(["work"]);
  });

  test("at the deadline the running one is ended and the waiting one is told to come back", async () => {
    open({ children: 1, deadlineMs: 20_000 });
    await pool.check(never());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const settled = Promise.allSettled([render("hang"), render("work-waiting")]);
    vi.advanceTimersByTime(20_000);
    vi.useRealTimers();
    expect(await settled).toMatchObject([
      { reason: { code: "DeadlineExceeded", details: { limitMs: 20_000 } } },
      { reason: { code: "ServiceUnavailable", details: { retryAfterSeconds: 1 } } },
    ]);
    await expect(render("work")).resolves.toBeDefined();
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual(["work"]));
  });

  test("an abort ends the running one, and takes the waiting one out of the queue", async () => {
    open({ children: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const running = render("hang", { signal: first.signal });
    const waiting = render("hang-2", { signal: second.signal });
    await vi.waitFor(() => expect(existsSync(join(folder, "hang"))).toBe(true));
    second.abort(new Error("left the queue"));
    await expect(waiting).rejects.toThrow("left the queue");
    first.abort(new Error("hung up"));
    await expect(running).rejects.toThrow("hung up");
    await expect(render("work")).resolves.toBeDefined();
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual(["work"]));
  });

  test("an aborted signal starts nothing", async () => {
    open();
    await expect(render("work", { signal: AbortSignal.abort(new Error("gone before")) })).rejects.toThrow(
      "gone before",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test("work waits until its predicted memory is free", async () => {
    open({ children: 2, memoryBytes: 100 });
    const controller = new AbortController();
    const large = render("hang", { peakBytes: 80, signal: controller.signal });
    await vi.waitFor(() => expect(existsSync(join(folder, "hang"))).toBe(true));
    let done = false;
    const small = render("work", { peakBytes: 30 }).then(() => {
      done = true;
    });
    await pool.ask({ kind: "inspect", source: source("header") }, never());
    expect(done).toBe(false);
    const refused = expect(large).rejects.toThrow("enough");
    controller.abort(new Error("enough"));
    await refused;
    await small;
  });

  test("more than the whole budget is refused by the setting's name", async () => {
    open({ memoryBytes: 100 });
    const refused = render("work", { peakBytes: 101 });
    await expect(refused).rejects.toMatchObject({ code: "ImageTooLarge" });
    await expect(refused).rejects.toThrow("IMGRAPH_MEMORY_BYTES");
  });

  test("a full queue answers at once", async () => {
    open({ children: 1 });
    const settled = Promise.allSettled(Array.from({ length: 513 }, (_, n) => render(`hang-${n}`)));
    await expect(render("work")).rejects.toMatchObject({ code: "ServiceUnavailable", status: 503 });
    await pool.close();
    expect((await settled).every(({ status }) => status === "rejected")).toBe(true);
  });

  test("who would wait in vain is told at once how long the work ahead takes", async () => {
    const now = Date.now();
    open({ children: 2, deadlineMs: 20_000, clock: { now: () => now } });
    const ahead = Array.from({ length: 9 }, (_, n) => render(`hang-${n}`, { milliseconds: 5_000 }));
    const settled = Promise.allSettled(ahead);
    await expect(render("work")).rejects.toMatchObject({
      code: "ServiceUnavailable",
      details: { retryAfterSeconds: 23 },
    });
    await pool.close();
    expect((await settled).every(({ status }) => status === "rejected")).toBe(true);
  });

  test("a process that is replaced at the deadline leaves the others alone", async () => {
    open({ children: 2, deadlineMs: 20_000 });
    await pool.check(never());
    const inspect = () => pool.ask({ kind: "inspect", source: source("header") }, never());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const hung = expect(render("hang")).rejects.toMatchObject({ code: "DeadlineExceeded" });
    const before = await Promise.all([inspect(), inspect()]);
    vi.advanceTimersByTime(20_000);
    vi.useRealTimers();
    await hung;
    const after = await Promise.all([inspect(), inspect()]);
    const pids = (headers: readonly unknown[]) => headers.map((result) => (result as Answer).header.pid);
    expect(pids(after).some((pid) => pids(before).includes(pid))).toBe(true);
  });
});

/** What the scripted process says of itself in the place of a header. */
interface Answer {
  readonly header: { readonly pid: number };
}

describe("headers", () => {
  test("are read while every process renders", async () => {
    open({ children: 1 });
    const controller = new AbortController();
    const running = render("hang", { signal: controller.signal });
    await expect(pool.ask({ kind: "inspect", source: source("header") }, never())).resolves.toMatchObject({
      kind: "header",
    });
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });

  test("are asked for again when their process is ended for another's sake", async () => {
    open({ children: 1 });
    const controller = new AbortController();
    const running = render("hang", { signal: controller.signal });
    await vi.waitFor(() => expect(existsSync(join(folder, "hang"))).toBe(true));
    const settled = Promise.allSettled([running, pool.ask({ kind: "inspect", source: source("header") }, never())]);
    controller.abort(new Error("enough"));
    expect(await settled).toMatchObject([{ reason: { message: "enough" } }, { value: { kind: "header" } }]);
  });

  test("are asked for as often as their process is ended for another's sake", async () => {
    open({ children: 1 });
    const count = join(folder, "count");
    const asked = pool.ask({ kind: "inspect", source: source(`third-${count}`) }, never());
    for (const times of [1, 2]) {
      await vi.waitFor(() => expect(readFileSync(count).length).toBe(times));
      const controller = new AbortController();
      const running = render(`hang-${times}`, { signal: controller.signal });
      await vi.waitFor(() => expect(existsSync(join(folder, `hang-${times}`))).toBe(true));
      controller.abort(new Error("enough"));
      await expect(running).rejects.toThrow("enough");
    }
    expect(await asked).toMatchObject({ kind: "header" });
  });

  test("that had no turn before their deadline are not read after it", async () => {
    open({ children: 1, deadlineMs: 20_000 });
    await pool.check(never());
    const inspect = (path: string) => pool.ask({ kind: "inspect", source: source(path) }, never());
    const count = join(folder, "count");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const settled = Promise.allSettled([...Array(4).fill("hang"), `third-${count}`].map(inspect));
    vi.advanceTimersByTime(20_000);
    vi.useRealTimers();
    expect((await settled).map((one) => one.status === "rejected" && one.reason.code)).toEqual([
      ...Array(4).fill("DeadlineExceeded"),
      "ServiceUnavailable",
    ]);
    await expect(render("work")).resolves.toBeDefined();
    await expect(inspect("header")).resolves.toMatchObject({ kind: "header" });
    expect(existsSync(count)).toBe(false);
  });

  test("of which too many wait are refused at once", async () => {
    open({ children: 1 });
    const inspect = () => pool.ask({ kind: "inspect", source: source("hang") }, never());
    const settled = Promise.allSettled(Array.from({ length: 4 + 512 }, inspect));
    await expect(inspect()).rejects.toMatchObject({ code: "ServiceUnavailable" });
    await pool.close();
    expect((await settled).every(({ status }) => status === "rejected")).toBe(true);
  });

  test("that bring their process down twice are an InternalError", async () => {
    open();
    const asked = pool.ask({ kind: "inspect", source: source("crash") }, never());
    await expect(asked).rejects.toMatchObject({ code: "InternalError" });
    await expect(render("work")).resolves.toBeDefined();
  });

  test("have a deadline and can be given up", async () => {
    open({ deadlineMs: 150 });
    const late = pool.ask({ kind: "inspect", source: source("hang") }, never());
    await expect(late).rejects.toMatchObject({ code: "DeadlineExceeded" });
    const controller = new AbortController();
    const given = pool.ask({ kind: "inspect", source: source("hang") }, controller.signal);
    controller.abort(new Error("hung up"));
    await expect(given).rejects.toThrow("hung up");
  });
});

describe("the pool", () => {
  test("does nothing after it was closed", async () => {
    open();
    await pool.close();
    await expect(render("work")).rejects.toMatchObject({ code: "ServiceUnavailable" });
    await expect(pool.ask({ kind: "inspect", source: source("header") }, never())).rejects.toMatchObject({
      code: "ServiceUnavailable",
    });
  });

  test("starts its processes when it is checked, and says when it cannot", async () => {
    open();
    await expect(pool.check(never())).resolves.toBeUndefined();
    await pool.close();
    open({ childPath: join(folder, "absent.mjs") });
    await expect(pool.check(never())).rejects.toMatchObject({ code: "ServiceUnavailable" });
    await expect(render("work")).rejects.toMatchObject({ code: "InternalError" });
  });
});

function open(options: Partial<PixelPoolOptions> = {}): void {
  pool = new PixelPool({
    children: 2,
    deadlineMs: 20_000,
    memoryBytes: 1e9,
    childPath: new URL("./support/scripted-child.mjs", import.meta.url),
    fontsConf: "/nonexistent",
    log: silentLog,
    clock: { now: Date.now },
    ...options,
  });
}

function render(
  deed: string,
  {
    signal = never(),
    peakBytes = 1,
    milliseconds = 1,
  }: { signal?: AbortSignal; peakBytes?: number; milliseconds?: number } = {},
) {
  const task = {
    kind: "render",
    source: source(deed),
    stages: [],
    marks: new Map(),
    target: join(folder, deed),
  } as const;
  return pool.render(task, { peakBytes, milliseconds }, signal);
}

function source(path: string) {
  return { path, byteSize: 1 };
}
