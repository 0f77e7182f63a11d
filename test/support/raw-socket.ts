import { connect, type Socket } from "node:net";

/**
 * Bytes over a bare connection, for what no HTTP client would send; a text is one character a byte. Answers everything that
 * comes until the server closes. With `patienceMs` it ends its own side when nothing has come for so long.
 */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  { patienceMs }: { readonly patienceMs?: number } = {},
): Promise<string> {
  const socket = openRaw(port);
  if (patienceMs !== undefined) socket.setTimeout(patienceMs, () => socket.end());
  socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  const answer = await readRaw(socket);
  socket.destroy();
  return answer;
}

/** A bare connection; that the server may cut it is no error. */
export function openRaw(port: number): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  return socket;
}

/** Everything that comes until the connection ends, in whatever way, one character a byte. */
export async function readRaw(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await new Promise((resolve) => socket.once("close", resolve).once("end", resolve));
  return Buffer.concat(chunks).toString("latin1");
}
