import type { IncomingHttpHeaders } from "node:http";
import { assertNever } from "../base/assert-never.js";
import { Failure } from "../base/failure.js";
import type { Answer } from "./answer.js";
import type { Exchange, Resource } from "./exchange.js";
import { methods, type Operation } from "./operation.js";
import { servedOperations } from "./operations.js";
import type { Query } from "./request-target.js";
import { unservedOperations } from "./unserved-operations.js";

/** An operation that was chosen, ready to run. */
export interface Chosen {
  readonly name: string;
  readonly takesBody: boolean;
  run(exchange: Exchange): Promise<Answer>;
}

/** The operation that method, resource, query and headers ask for. Throws MethodNotAllowed, OperationNotServed. */
export function chooseOperation(
  method: string,
  resource: Resource,
  given: Query,
  headers: IncomingHttpHeaders,
): Chosen {
  // A preflight carries the query of the request to come.
  const query: Query = method === "OPTIONS" ? new Map() : given;
  switch (resource.kind) {
    case "service": {
      const { name, takesBody = false, run } = choose(servedOperations.service, method, resource.kind, query, headers);
      return { name, takesBody, run };
    }
    case "bucket": {
      const { name, takesBody = false, run } = choose(servedOperations.bucket, method, resource.kind, query, headers);
      return { name, takesBody, run: (exchange) => run(resource.bucket, exchange) };
    }
    case "object": {
      const { name, takesBody = false, run } = choose(servedOperations.object, method, resource.kind, query, headers);
      return { name, takesBody, run: (exchange) => run(resource.at, exchange) };
    }
    default:
      return assertNever(resource);
  }
}

function choose<Run>(
  operations: readonly Operation<Run>[],
  method: string,
  kind: Resource["kind"],
  query: Query,
  headers: IncomingHttpHeaders,
): Operation<Run> {
  const strange = Object.keys(unservedOperations[kind]).find((name) => query.has(name));
  if (strange !== undefined) throw new Failure("OperationNotServed", { operation: `${method} ?${strange}` });
  const found = findOperation(operations, method, query, headers);
  if (found) return found;
  if (method === "POST") throw new Failure("OperationNotServed", { operation: `${method} (${kind})` });
  const allowed = methods.filter((other) => findOperation(operations, other, query, headers));
  throw new Failure("MethodNotAllowed", { method, resource: kind, allowed });
}

function findOperation<Run>(
  operations: readonly Operation<Run>[],
  method: string,
  query: Query,
  headers: IncomingHttpHeaders,
): Operation<Run> | undefined {
  const matching = operations.filter(({ methods }) => methods.some((known) => known === method));
  // A process string with GET and HEAD says how to read the object; only with POST it is an operation of its own.
  const isServed = (name: string) => operations.some((operation) => operation.subResource === name);
  const asked = [...query.keys()].filter((name) => isServed(name) && !(name === "x-oss-process" && isRead(method)));
  return matching
    .filter(({ header }) => header === undefined || headers[header] !== undefined)
    .find(({ subResource }) => (asked.length === 0 ? !subResource : asked.includes(subResource ?? "")));
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
