/** One server-sent event. */
export interface ServerEvent {
  /** Default: `message`. */
  readonly name: string;
  readonly data: string;
}

/**
 * The events of a stream, more of which is read only when the next is asked for. What has no data, a comment above all, comes as
 * `undefined`: it tells that the other side is there. One that the stream breaks off in is left out. Throws what the stream
 * throws. Source: HTML standard, server-sent events.
 */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent | undefined, void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n|\r\r/);
      rest = blocks.pop() ?? "";
      for (const block of blocks) yield readEvent(block);
    }
  } finally {
    // Whoever leaves before the end lets go of the connection.
    await reader.cancel().catch(() => {});
  }
}

function readEvent(block: string): ServerEvent | undefined {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? undefined : { name, data: data.join("\n") };
}
