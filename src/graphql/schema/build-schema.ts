import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { withFreshReads } from "../fresh-reads.js";
import { RoleChecker } from "../needs-role.js";
import { AccessKeyResolver } from "../resolvers/access-key-resolver.js";
import { BucketResolver } from "../resolvers/bucket-resolver.js";
import { CompareResolver } from "../resolvers/compare-resolver.js";
import { GatewayResolver } from "../resolvers/gateway-resolver.js";
import { ImageChangesResolver } from "../resolvers/image-changes-resolver.js";
import { ImageConnectionResolver } from "../resolvers/image-connection-resolver.js";
import { ImageEventsResolver } from "../resolvers/image-events-resolver.js";
import { ImageNotesResolver } from "../resolvers/image-notes-resolver.js";
import { ImageResolver } from "../resolvers/image-resolver.js";
import { InspectUrlResolver } from "../resolvers/inspect-url-resolver.js";
import { ListingResolver } from "../resolvers/listing-resolver.js";
import { ResponsiveResolver } from "../resolvers/responsive-resolver.js";
import { SignedUrlsResolver } from "../resolvers/signed-urls-resolver.js";
import { StyleImpactResolver } from "../resolvers/style-impact-resolver.js";
import { StyleResolver } from "../resolvers/style-resolver.js";
import { UploadResolver } from "../resolvers/upload-resolver.js";
import { describedRoots } from "./described-roots.js";
import { withFieldRules } from "./field-rules.js";
import { withInputRanges } from "./input-ranges.js";
import { withOneOf } from "./one-of.js";

/** The executable schema. It keeps nothing: resolvers find all they need in the context. */
export function buildGraphqlSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ImageResolver,
      ImageChangesResolver,
      ImageConnectionResolver,
      ImageNotesResolver,
      ImageEventsResolver,
      UploadResolver,
      ListingResolver,
      ResponsiveResolver,
      BucketResolver,
      StyleResolver,
      StyleImpactResolver,
      AccessKeyResolver,
      SignedUrlsResolver,
      InspectUrlResolver,
      CompareResolver,
      GatewayResolver,
    ],
    // The grammar and the name parsers check values; the shape is GraphQL's own business.
    validate: false,
    pubSub: noPubSub,
    authChecker: RoleChecker,
  });
  return withFreshReads(withOneOf(withInputRanges(withFieldRules(describedRoots(schema)))));
}

/** type-graphql insists on one; subscriptions have their events from the use-cases. */
const noPubSub: PubSub = {
  publish: () => {},
  subscribe: (topic) => {
    throw new TypeError(`nobody publishes ${topic}`);
  },
};
