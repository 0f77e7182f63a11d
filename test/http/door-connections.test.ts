import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readRaw } from "../support/raw-socket.js";
import { type DoorServer, image, rawPut, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("connections", () => {
  test("a refusal reaches a client that sends a large body to its end before it reads", async () => {
    const body = Buffer.alloc(48 * 1024 * 1024);
    const socket = connect(door.port, "127.0.0.1");
    socket.write(`PUT /demo/k HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`);
    await new Promise<void>((resolve, reject) => socket.write(body, (error) => (error ? reject(error) : resolve())));
    const reply = await readRaw(socket);
    expect(reply).toContain("<Code>AccessDenied</Code>");
    expect(reply).toMatch(/^connection: close\r$/im);
  });

  test.each(["gzip, chunked", "deflate, chunked"])("a body in the coding %s is not stored as it is", async (coding) => {
    const body = Buffer.from("3\r\nabc\r\n0\r\n\r\n");
    const reply = await rawPut(door.port, "/shared/k", { "transfer-encoding": coding }, body, { signed: false });
    expect(reply).toContain("<Code>NotImplemented</Code>");
    expect((await door.send({ path: "/shared/k" })).status).toBe(404);
  });

  test("a client that leaves frees what was made for it", async () => {
    await door.put("open", "big.png", JSON.stringify({ ...JSON.parse(image), padding: "x".repeat(8 * 1024 * 1024) }));
    const socket = connect(door.port, "127.0.0.1");
    socket.write("GET /open/big.png?x-oss-process=image/resize,w_4 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
    expect(door.engine.resultsInUse).toBe(1);
    socket.destroy();
    await vi.waitFor(() => expect([door.handling, door.engine.resultsInUse]).toEqual([0, 0]));
    expect(door.troubles).toEqual([]);
  });

  test("a system that has no more files to give is told as busy, not as broken", async () => {
    await door.put("open", "k", "text");
    const open = async () => {
      throw Object.assign(new Error("EMFILE: too many open files, open '/secret/path'"), { code: "EMFILE" });
    };
    Object.assign(door.store, { open, read: open });
    const reply = await door.send({ path: "/open/k" });
    expect([reply.status, reply.element("Code"), reply.headers["retry-after"]]).toEqual([
      503,
      "ServiceUnavailable",
      "1",
    ]);
    expect(reply.text).not.toContain("secret");
  });

  test("a client that leaves in the middle of a put stores nothing", async () => {
    const socket = connect(door.port, "127.0.0.1");
    socket.write("PUT /shared/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    await vi.waitFor(() => expect(door.handling).toBe(1));
    socket.destroy();
    await vi.waitFor(() => expect(door.handling).toBe(0));
    expect((await door.send({ path: "/shared/k" })).status).toBe(404);
    expect(door.troubles).toEqual([]);
  });
});
