import { setMaxListeners } from "node:events";
import type { ApolloServer } from "@apollo/server";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { Failure } from "../base/failure.js";
import { callerName } from "../service/caller-name.js";
import type { AllowList } from "./allow-list.js";
import type { Context, RequestFacts } from "./context.js";
import { documentLimitsRule } from "./document-limits-rule.js";
import { introspectionLimitsRule } from "./introspection-limits-rule.js";
import { LiveAnswers } from "./live-answers.js";
import { oneOfVariablesRule } from "./one-of-variables-rule.js";
import { refuseCostly } from "./refuse-costly.js";
import { refuseLargeVariables } from "./refuse-large-variables.js";
import { Seats } from "./seats.js";
import { errorsOf, Refused, withCode } from "./stream-errors.js";

/** An operation as a stream's client sends it. */
export interface LiveOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What the listener knows of a stream. */
export interface StreamFacts extends Omit<RequestFacts, "signal"> {
  /** Aborts when the stream ends. */
  readonly signal: AbortSignal;
  /** For the answer to each event, and to an operation that is no subscription. */
  readonly deadlineMs: number;
}

/** Operations over transports that can answer more than once: WebSocket and server-sent events. */
export interface Live {
  /** Throws a GraphQLError where the token is not valid. */
  admit(facts: StreamFacts): Promise<void>;
  /**
   * One answer, or those of a subscription; whoever takes them calls `return` in the end. Does not reject: what is wrong is in
   * the answer. `only` leaves out what a transport does not take.
   */
  run(
    operation: LiveOperation,
    facts: StreamFacts,
    only?: "subscriptions",
  ): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>>;
}

export interface LiveUse {
  readonly apollo: ApolloServer<Context>;
  readonly schema: GraphQLSchema;
  readonly contextOf: (request: RequestFacts) => Context | Promise<Context>;
  readonly introspection: boolean;
  readonly allowList?: AllowList | undefined;
  /** Lexical tokens of one document. */
  readonly maxTokens: number;
  /** That are looked for in one document. */
  readonly maxErrors: number;
  /** Of one caller, at the same time. */
  readonly maxSubscriptions: number;
}

/** How often a stream on which nothing happens looks whether its token still counts, ms; with each event it does anyway. */
const tokenCheckMs = 60_000;

/** Runs operations with the rights and limits of those that are asked by POST. */
export function createLive(use: LiveUse): Live {
  const seats = new Seats(use.maxSubscriptions);
  const hideSuggestions = !use.introspection;
  const rules = [
    ...specifiedRules,
    oneOfVariablesRule,
    documentLimitsRule,
    introspectionLimitsRule,
    ...(use.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  /** Does `work` in the context of one request of its own, so that nothing is remembered from event to event. */
  async function within<T>(facts: StreamFacts, work: (context: Context) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const abort = () => controller.abort(facts.signal.reason);
    const timer = setTimeout(
      () => controller.abort(new Failure("DeadlineExceeded", { limitMs: facts.deadlineMs })),
      facts.deadlineMs,
    );
    facts.signal.addEventListener("abort", abort, { once: true });
    try {
      return await work(await use.contextOf({ ...facts, signal: controller.signal }));
    } finally {
      clearTimeout(timer);
      facts.signal.removeEventListener("abort", abort);
    }
  }

  /** Likewise, as one of those that its caller may have at the same time. */
  const seated = <T>(facts: StreamFacts, work: (context: Context) => Promise<T>): Promise<T> =>
    within(facts, async (context) => {
      const giveBack = seats.take(callerName(context.call.caller, facts.client));
      return work(context).finally(giveBack);
    });

  async function once(operation: LiveOperation, facts: StreamFacts): Promise<ExecutionResult> {
    const { query, variables, operationName, extensions } = operation;
    return seated(facts, async (contextValue) => {
      const request = {
        query,
        ...(variables && { variables }),
        ...(operationName && { operationName }),
        ...(extensions && { extensions }),
      };
      const { body } = await use.apollo.executeOperation(request, { contextValue });
      if (body.kind !== "single") throw new TypeError("an operation without @defer answered in parts");
      const { errors, ...rest } = body.singleResult;
      return { ...rest, ...(errors && { errors: errors.map((error) => new GraphQLError(error.message, error)) }) };
    });
  }

  /** Reads what is asked for. What is no operation counts as a request here; what is one is counted where it runs. */
  async function read({ query, operationName }: LiveOperation, facts: StreamFacts): Promise<ReadOperation> {
    try {
      const document = parseDocument(query, use.maxTokens);
      const node = getOperationAST(document, operationName);
      if (node) return { document, node };
      throw new GraphQLError("operation: expected one, or the name of one of several", {
        extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
      });
    } catch (error) {
      (await use.contextOf(facts)).account?.request();
      throw error;
    }
  }

  /** What one answer costs. */
  function check({ document, node }: ReadOperation, variables: LiveOperation["variables"]): number {
    const errors = validate(use.schema, document, rules, { maxErrors: use.maxErrors, hideSuggestions });
    if (errors.length > 0) throw new Refused(errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")));
    refuseLargeVariables(variables ?? {});
    return refuseCostly(use.schema, document, node, variables ?? {}).operation;
  }

  async function subscribe(operation: LiveOperation, asked: ReadOperation, facts: StreamFacts) {
    const context = await use.contextOf(facts);
    // Before the check: it is most of the work on what is refused.
    context.account?.request();
    const cost = check(asked, operation.variables);
    context.account?.operation(cost);
    const { document } = asked;
    if (context.call.caller.kind !== "admin") use.allowList?.refuseUnlisted(document);
    const { operationName, variables: variableValues } = operation;
    const giveBack = seats.take(callerName(context.call.caller, facts.client));
    const args = {
      schema: use.schema,
      document,
      operationName: operationName ?? null,
      variableValues: variableValues ?? null,
      hideSuggestions,
    };
    const refuse = (error: unknown): ExecutionResult => ({ errors: errorsOf(error, facts) });
    try {
      const events = await createSourceEventStream({ ...args, contextValue: context });
      if (!(Symbol.asyncIterator in events)) {
        giveBack();
        return refuse(new Refused(events.errors ?? []));
      }
      const end = () => void answers.return();
      const checkToken = setInterval(
        () =>
          void Promise.resolve(facts)
            .then(use.contextOf)
            .catch((error) => answers.end(error)),
        tokenCheckMs,
      );
      const answers = new LiveAnswers({
        events: events[Symbol.asyncIterator](),
        answer: (rootValue) =>
          within(facts, async (contextValue) => {
            contextValue.account?.operation(cost);
            const result = await execute({ ...args, rootValue, contextValue });
            return result.errors ? { ...result, errors: errorsOf(new Refused(result.errors), facts) } : result;
          }),
        refuse,
        onEnd: () => {
          clearInterval(checkToken);
          facts.signal.removeEventListener("abort", end);
          giveBack();
        },
      });
      facts.signal.addEventListener("abort", end, { once: true });
      if (facts.signal.aborted) end();
      return answers;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  return {
    admit: async (facts) => {
      await use.contextOf(facts);
    },

    async run(operation, facts, only) {
      try {
        const asked = await read(operation, facts);
        const { node } = asked;
        if (node.operation === OperationTypeNode.SUBSCRIPTION) return await subscribe(operation, asked, facts);
        if (only === undefined) return await once(operation, facts);
        throw new Failure("InvalidRequest", { reason: `A ${node.operation} is asked by POST, for one answer.` });
      } catch (error) {
        return { errors: errorsOf(error, facts) };
      }
    },
  };
}

interface ReadOperation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
}

function parseDocument(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, "GRAPHQL_PARSE_FAILED") : error;
  }
}
