import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Live, LiveOperation, StreamFacts } from "../graphql/index.js";

/** True for a request that wants its answers as server-sent events. */
export function wantsStream({ headers: { accept = "" } }: Pick<FastifyRequest, "headers">): boolean {
  return accept.split(",").some((type) => type.trim().split(";")[0]?.toLowerCase() === "text/event-stream");
}

/** Often enough for proxies that end silent connections. */
const pingMs = 12_000;

/**
 * Answers one operation as server-sent events, `next` for each result and `complete` in the end: the distinct connections mode
 * of GraphQL over SSE. A stream that the server breaks off, since it stops, has no `complete`. By GET it takes subscriptions only.
 */
export async function streamAnswers(
  live: Live,
  operation: LiveOperation,
  facts: StreamFacts,
  response: ServerResponse,
  only?: "subscriptions",
): Promise<void> {
  const results = await live.run(operation, facts, only);
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
  });
  const send = async (text: string) => {
    // What a slow reader has not taken stays with the subscription, which bounds it.
    if (!response.write(text)) await once(response, "drain", { signal: facts.signal });
  };
  const ping = setInterval(() => {
    if (!response.writableNeedDrain) response.write(":\n\n");
  }, pingMs);
  try {
    if (Symbol.asyncIterator in results) {
      // Some browsers take the answer for begun only when there is something in it. `imgraph/client` knows by it that nothing is
      // missed from now on.
      await send(":\n\n");
      for await (const result of results) await send(eventText("next", JSON.stringify(result)));
    } else await send(eventText("next", JSON.stringify(results)));
    if (!facts.signal.aborted) await send(eventText("complete", ""));
  } catch (error) {
    if (!facts.signal.aborted) throw error;
  } finally {
    clearInterval(ping);
    response.end();
  }
}

/** The operation of a request, as far as it is one; `undefined` where it is none. */
export function readOperation(given: unknown): LiveOperation | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { query, variables, operationName, extensions } = given as Readonly<Record<string, unknown>>;
  if (typeof query !== "string") return undefined;
  if (operationName != null && typeof operationName !== "string") return undefined;
  const members = { variables: readObject(variables), extensions: readObject(extensions) };
  if (members.variables === undefined || members.extensions === undefined) return undefined;
  return { query, operationName: operationName ?? null, variables: members.variables, extensions: members.extensions };
}

/** An object, or the JSON of one as it stands in a query; nothing is an empty one. */
function readObject(given: unknown): Readonly<Record<string, unknown>> | undefined {
  if (given == null || given === "") return {};
  if (typeof given === "string") {
    try {
      const read: unknown = JSON.parse(given);
      return typeof read === "string" ? undefined : readObject(read);
    } catch {
      return undefined;
    }
  }
  return typeof given === "object" && !Array.isArray(given) ? (given as Readonly<Record<string, unknown>>) : undefined;
}

function eventText(event: "next" | "complete", data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
