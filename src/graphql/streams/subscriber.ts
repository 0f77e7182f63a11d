import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from "graphql";
import { callerName } from "../../service/caller-name.js";
import type { Context } from "../context.js";
import type { AllowList } from "../limits/allow-list.js";
import { documentLimitsRule } from "../limits/document-limits-rule.js";
import { introspectionLimitsRule } from "../limits/introspection-limits-rule.js";
import { refuseBrokenText } from "../limits/refuse-broken-text.js";
import { refuseCostly } from "../limits/refuse-costly.js";
import { refuseLargeVariables } from "../limits/refuse-large-variables.js";
import type { Seats } from "../limits/seats.js";
import { oneOfVariablesRule } from "../schema/one-of-variables-rule.js";
import { type ContextOf, inOneRequest, type StreamFacts } from "./in-one-request.js";
import { LiveAnswers } from "./live-answers.js";
import type { LiveOperation, ReadOperation } from "./read-operation.js";
import { errorsOf, Refused, withCode } from "./stream-errors.js";

export interface SubscribeUse {
  readonly schema: GraphQLSchema;
  readonly contextOf: ContextOf;
  readonly introspection: boolean;
  readonly allowList?: AllowList | undefined;
  /** That are looked for in one document. */
  readonly maxErrors: number;
  /** What each caller has open at the same time. */
  readonly seats: Seats;
}

/** How often a stream on which nothing happens looks whether its token still counts, ms; with each event it does anyway. */
const tokenCheckMs = 60_000;

/**
 * Starts subscriptions: an answer to each event, until the client has enough or the token ends. What Apollo does with an operation that
 * is asked by POST is done here, in the same order. Throws what refuses one as a whole.
 */
export function subscriber(use: SubscribeUse) {
  const hideSuggestions = !use.introspection;
  const rules = [
    ...specifiedRules,
    oneOfVariablesRule,
    documentLimitsRule,
    introspectionLimitsRule,
    ...(use.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  /** What the answer to one event costs. */
  function check({ document, node }: ReadOperation, variables: LiveOperation["variables"]): number {
    const errors = validate(use.schema, document, rules, { maxErrors: use.maxErrors, hideSuggestions });
    if (errors.length > 0) throw new Refused(errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")));
    refuseLargeVariables(variables ?? {});
    refuseBrokenText(variables ?? {});
    return refuseCostly(use.schema, document, node, variables ?? {}).operation;
  }

  function watchToken(facts: StreamFacts, refuse: (error: unknown) => void): () => void {
    const timer = setInterval(() => void Promise.resolve(facts).then(use.contextOf).catch(refuse), tokenCheckMs);
    return () => clearInterval(timer);
  }

  return async (
    operation: LiveOperation,
    asked: ReadOperation,
    facts: StreamFacts,
  ): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> => {
    const context = await use.contextOf(facts);
    // Before the check: it is most of the work on what is refused.
    context.account?.request();
    const cost = check(asked, operation.variables);
    context.account?.operation(cost);
    const { document } = asked;
    if (context.call.caller.kind !== "admin") use.allowList?.refuseUnlisted(document);
    const args = {
      schema: use.schema,
      document,
      operationName: operation.operationName ?? null,
      variableValues: operation.variables ?? null,
      hideSuggestions,
    };
    const answer = async (rootValue: unknown, contextValue: Context): Promise<ExecutionResult> => {
      contextValue.account?.operation(cost);
      const result = await execute({ ...args, rootValue, contextValue });
      return result.errors ? { ...result, errors: errorsOf(new Refused(result.errors), facts) } : result;
    };
    const leave = use.seats.take(callerName(context.call.caller, facts.client));
    try {
      const events = await createSourceEventStream({ ...args, contextValue: context });
      if (!(Symbol.asyncIterator in events)) throw new Refused(events.errors ?? []);
      const end = () => void answers.return();
      const stopWatching = watchToken(facts, (error) => answers.end(error));
      const answers = new LiveAnswers({
        events: events[Symbol.asyncIterator](),
        answer: (event) => inOneRequest(use.contextOf, facts, (eventContext) => answer(event, eventContext)),
        refuse: (error) => ({ errors: errorsOf(error, facts) }),
        onEnd: () => {
          stopWatching();
          facts.signal.removeEventListener("abort", end);
          leave();
        },
      });
      facts.signal.addEventListener("abort", end, { once: true });
      if (facts.signal.aborted) end();
      return answers;
    } catch (error) {
      leave();
      throw error;
    }
  };
}
