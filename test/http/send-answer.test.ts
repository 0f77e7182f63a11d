import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { sendAnswer } from "../../src/http/send-answer.js";

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test("headers that cannot be sent leave nothing open of what was to be read", async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  connect((server.address() as AddressInfo).port, "127.0.0.1").write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const [req, res] = (await once(server, "request")) as [IncomingMessage, ServerResponse];
  const content = Readable.from(["bytes"]);
  let released = 0;
  const body = {
    kind: "bytes",
    byteSize: 5,
    open: async () => content,
    release: async () => {
      released += 1;
    },
  } as const;
  const answer = { status: 200, headers: { "Content-Type": "a\nb" }, body };
  const sending = sendAnswer(req, res, answer, { signal: new AbortController().signal, isWaiting: false });
  await expect(sending).rejects.toMatchObject({ code: "ERR_INVALID_CHAR" });
  expect([content.destroyed, released, res.headersSent]).toEqual([true, 1, false]);
});
