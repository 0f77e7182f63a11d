import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Gives a connection back to the server as if the request had not asked for another protocol. Some clients ask on every first
 * request whether HTTP/2 is spoken, and whoever does not speak it answers in HTTP/1.1; Node hands all such requests to whom
 * listens for upgrades, whatever it is that they ask for. Source: RFC 9110 §7.8.
 */
export function withoutUpgrade(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() !== "upgrade") lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  // Headers came as bytes, of which Node makes characters one by one.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}
