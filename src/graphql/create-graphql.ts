import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import type { Budgets } from "../service/budgets.js";
import type { Service } from "../service/service.js";
import { type Context, createContext, type RequestFacts } from "./context.js";
import { dressError } from "./error-dress.js";
import type { AllowList } from "./limits/allow-list.js";
import { allowListPlugin, listedDocuments } from "./limits/allow-list-plugin.js";
import { documentLimitsRule } from "./limits/document-limits-rule.js";
import { introspectionLimitsRule } from "./limits/introspection-limits-rule.js";
import { limitsPlugin } from "./limits/limits-plugin.js";
import { listedPipelines } from "./limits/listed-pipelines.js";
import { withoutSuggestions } from "./limits/without-suggestions.js";
import { oneAnswerPlugin } from "./one-answer-plugin.js";
import type { Believed } from "./read-caller.js";
import { refusedRequest } from "./refused-request.js";
import { responsePlugin } from "./response-plugin.js";
import { buildGraphqlSchema } from "./schema/build-schema.js";
import { oneOfVariablesRule } from "./schema/one-of-variables-rule.js";
import { createLive, type Live } from "./streams/live.js";

export interface GraphqlUse extends Believed {
  readonly service: Service;
  /** Where an argument `bucket` is left out; without one it must be given. */
  readonly defaultBucket: string | undefined;
  readonly introspection: boolean;
  /** Of one caller, at the same time. */
  readonly maxSubscriptions: number;
  /** Absent: any operation is run. */
  readonly allowList?: AllowList | undefined;
  /** What each caller may use; other doors count in the same. */
  readonly budgets: Budgets;
  readonly log: Log;
}

/** GraphQL, ready to be mounted on a listener. */
export interface Graphql {
  /** Started; whoever mounts it stops it. */
  readonly apollo: ApolloServer<Context>;
  readonly schema: GraphQLSchema;
  /** The context of one request. Throws a GraphQLError of status 401 for a token that is not valid, of 503 for one that cannot be verified now. */
  contextOf(request: RequestFacts): Promise<Context>;
  /** The same operations, and subscriptions, over streams. */
  readonly live: Live;
  /** What the listed operations write out; absent where any operation is run. */
  readonly listedPipelines: ReadonlySet<string> | undefined;
}

/** Lexical tokens of one document; a page of rich images with five renditions takes about 400. */
const maxTokens = 2000;

/** Errors that are looked for in one document. */
const maxErrors = 20;

/** Builds the schema and starts the server over it. */
export async function createGraphql(use: GraphqlUse): Promise<Graphql> {
  const schema = buildGraphqlSchema();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: use.introspection,
    hideSchemaDetailsFromClientErrors: !use.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens },
    validationRules: [oneOfVariablesRule, documentLimitsRule, introspectionLimitsRule],
    // A document with more is told of these: each costs time, and an answer of the caller's own words.
    validationOptions: { maxErrors },
    formatError: (formatted, error) => dressError(use.introspection ? formatted : withoutSuggestions(formatted), error),
    // Registered documents live in a cache of bounded memory and end after a quarter of an hour.
    cache: "bounded",
    persistedQueries: use.allowList ? { cache: listedDocuments(use.allowList), ttl: null } : { ttl: 900 },
    stopOnTerminationSignals: false,
    nodeEnv: "production",
    logger: apolloLog(use.log),
    plugins: [
      responsePlugin,
      oneAnswerPlugin,
      ...(use.allowList ? [allowListPlugin(use.allowList)] : []),
      limitsPlugin(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  const contextOf = async (request: RequestFacts): Promise<Context> => {
    try {
      return await createContext(use, request);
    } catch (error) {
      throw error instanceof Failure ? refusedRequest(error, request.requestId) : error;
    }
  };
  const live = createLive({ ...use, apollo, schema, contextOf, maxTokens, maxErrors });
  return { apollo, schema, contextOf, live, listedPipelines: pipelinesOf(use, schema) };
}

/** Says which operations let clients choose what is rendered: whoever wrote the list may not have meant that. */
function pipelinesOf({ allowList, log }: GraphqlUse, schema: GraphQLSchema): ReadonlySet<string> | undefined {
  if (!allowList) return undefined;
  const { written, leftOpen } = listedPipelines(schema, allowList.documents);
  log.info("listed operations", { documents: allowList.documents.length, pipelines: written.size });
  if (leftOpen.length > 0) log.warn("clients choose what these listed operations render", { operations: leftOpen });
  return written;
}

const apolloLog = (log: Log) => ({
  debug: (message?: unknown) => log.debug("apollo", { message: String(message) }),
  info: (message?: unknown) => log.debug("apollo", { message: String(message) }),
  warn: (message?: unknown) => log.warn("apollo", { message: String(message) }),
  error: (message?: unknown) => log.error("apollo", { message: String(message) }),
});
