import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import type { Call } from "../../src/service/service.js";
import { bearer, issued } from "../support/bearer.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

/** Events, or why there are none: an error of the catalogue, or the code with which the socket is closed. */
type Outcome = "events" | "ACCESS_DENIED" | "UNAUTHENTICATED" | 4403;

const callers = {
  anonymous: undefined,
  "a viewer": await bearer({ role: "viewer" }),
  "an editor": await bearer({ role: "editor" }),
  "an admin": await bearer({ role: "admin" }),
  "an admin of another bucket": await bearer({ places: ["elsewhere"] }),
  "a viewer of a part of the bucket": await bearer({ role: "viewer", places: ["photos/in/"] }),
  "the bearer of an expired token": await bearer({ expiresIn: -60 }),
  "the bearer of a token for another audience": await bearer({ audience: "billing" }),
} as const;

/** A token that is not valid is refused with the handshake of a socket, before there is an operation. */
const unknown = ["UNAUTHENTICATED", 4403] as const;
const denied = ["ACCESS_DENIED", "ACCESS_DENIED"] as const;
const told = ["events", "events"] as const;

/** Each field of Subscription: how it is asked for in a private bucket, and what each caller is told of it, by SSE and by WebSocket. */
const rows: Readonly<
  Record<string, { text: string; told: Record<keyof typeof callers, readonly [sse: Outcome, socket: Outcome]> }>
> = {
  imageChanged: {
    text: 'subscription { imageChanged(bucket: "photos") { key } }',
    told: {
      anonymous: denied,
      "a viewer": told,
      "an editor": told,
      "an admin": told,
      "an admin of another bucket": denied,
      "a viewer of a part of the bucket": denied,
      "the bearer of an expired token": unknown,
      "the bearer of a token for another audience": unknown,
    },
  },
};

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
const photos = parseBucketName("photos");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    env: {
      IMGRAPH_JWT_SECRET: issued.secret,
      IMGRAPH_JWT_ISSUER: issued.issuer,
      IMGRAPH_JWT_AUDIENCE: issued.audience,
    },
  });
  await gateway.service.createBucket(photos, "private", admin);
});
afterAll(() => gateway.stop());

test("every field of Subscription has a row", () => {
  const fields = buildGraphqlSchema().getSubscriptionType()?.getFields() ?? {};
  expect(Object.keys(rows).sort()).toEqual(Object.keys(fields).sort());
});

const transports = {
  "server-sent events": (authorization: string | undefined) =>
    createSseClient({
      url: `${gateway.url}/graphql`,
      retryAttempts: 0,
      headers: authorization === undefined ? {} : { authorization },
    }),
  WebSocket: (authorization: string | undefined) =>
    createWsClient({
      url: `${gateway.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: authorization === undefined ? {} : { authorization },
      retryAttempts: 0,
    }),
};

describe.each(Object.entries(transports))("by %s", (transport, connect) => {
  for (const [field, { text, told }] of Object.entries(rows))
    test.each(Object.entries(callers))(`${field} for %s`, async (caller, authorization) => {
      const client = connect(authorization);
      const outcome = await outcomeOf(client.iterate({ query: text }));
      client.dispose();
      expect(outcome).toBe(told[caller as keyof typeof callers][transport === "WebSocket" ? 1 : 0]);
    });
});

interface Result {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] | undefined;
}

async function outcomeOf(results: AsyncIterableIterator<unknown>): Promise<unknown> {
  // Nothing says when a subscription has begun but its first event.
  const nudges = setInterval(
    () => void gateway.service.deleteObject({ bucket: photos, key: parseObjectKey("in/a.jpg") }, admin),
    20,
  );
  try {
    const { value } = await results.next();
    return codeOf((value as Result).errors) ?? "events";
  } catch (refused) {
    // A protocol says no by an `error`, or by closing the socket.
    return Array.isArray(refused) ? codeOf(refused) : (refused as { readonly code: number }).code;
  } finally {
    clearInterval(nudges);
  }
}

const codeOf = (errors: Result["errors"]) => errors?.[0]?.extensions?.code;
