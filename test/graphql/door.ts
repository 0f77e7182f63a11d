import { setMaxListeners } from "node:events";
import type { FormattedExecutionResult } from "graphql";
import type { Clock } from "../../src/base/clock.js";
import { silentLog } from "../../src/base/log.js";
import { type AllowList, createGraphql, type Graphql } from "../../src/graphql/index.js";
import { type BudgetLimits, Budgets } from "../../src/service/budgets.js";
import type { Service } from "../../src/service/index.js";
import type { TokenVerifier } from "../../src/service/ports.js";

export const adminToken = "the-admin-token-of-tests";

const unlimited: BudgetLimits = { requests: 0, cost: 0, renders: 0, megapixels: 0 };

export interface Door {
  readonly graphql: Graphql;
  /** Runs an operation as the administrator, or as somebody else. */
  run(query: string, variables?: Record<string, unknown>, authorization?: string | null): Promise<Answer>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
type Answer = FormattedExecutionResult<any>;

/** GraphQL over a service, without a listener. */
export async function openDoor(
  service: Service,
  options: {
    defaultBucket?: string;
    introspection?: boolean;
    tokens?: TokenVerifier;
    budgets?: BudgetLimits;
    clock?: Clock;
    allowList?: AllowList;
  } = {},
): Promise<Door> {
  const { defaultBucket, introspection = true, tokens, budgets = unlimited, clock = Date, allowList } = options;
  const graphql = await createGraphql({
    service,
    adminToken,
    tokens,
    allowList,
    budgets: new Budgets({ limits: budgets, rootKeyId: "the root key", clock }),
    defaultBucket,
    introspection,
    maxSubscriptions: 3,
    log: silentLog,
  });
  return {
    graphql,
    async run(query, variables = {}, authorization = `Bearer ${adminToken}`) {
      const signal = new AbortController().signal;
      // As the listener has it.
      setMaxListeners(0, signal);
      const contextValue = await graphql.contextOf({
        authorization: authorization ?? undefined,
        requestId: "THE-REQUEST",
        client: "192.0.2.1",
        signal,
        log: silentLog,
      });
      const { body } = await graphql.apollo.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== "single") throw new Error("the answer came in parts");
      return body.singleResult as Answer;
    },
  };
}
