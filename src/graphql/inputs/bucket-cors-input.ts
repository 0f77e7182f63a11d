import { Field, InputType, Int } from "type-graphql";
import { Failure } from "../../base/failure.js";
import {
  corsAges,
  maxCorsEntries,
  maxCorsRules,
  parseCorsRule,
  type WrittenCorsRule,
} from "../../service/buckets/cors-rule.js";
import type { CorsConfiguration, CorsRule } from "../../service/ports.js";
import { type InputPath, refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { CorsMethods, corsDocs } from "../types/bucket-cors.js";

const atMost = `At most ${maxCorsEntries}.`;

@InputType({ description: "Pages of other origins that may use the bucket, and how." })
export class BucketCorsRuleInput implements WrittenCorsRule {
  @Field(() => [String], { description: `${corsDocs.allowedOrigins} ${atMost}` })
  readonly allowedOrigins!: readonly string[];

  @Field(() => [CorsMethods], { description: `${corsDocs.allowedMethods} ${atMost}` })
  readonly allowedMethods!: CorsRule["allowedMethods"];

  @Field(() => [String], { defaultValue: [], description: `${corsDocs.allowedHeaders} ${atMost}` })
  readonly allowedHeaders!: readonly string[];

  @Field(() => [String], { defaultValue: [], description: `${corsDocs.exposeHeaders} ${atMost}` })
  readonly exposeHeaders!: readonly string[];

  @InRange(corsAges)
  @Field(() => Int, { nullable: true, description: `${corsDocs.maxAgeSeconds} Default: as it likes.` })
  readonly maxAgeSeconds?: number | null;
}

@InputType({ description: "What the bucket is to say to pages of other origins." })
export class BucketCorsInput {
  @Field(() => [BucketCorsRuleInput], {
    description: `At most ${maxCorsRules}; the first that fits a page counts. Empty: no other origin's pages may use the bucket.`,
  })
  readonly rules!: readonly BucketCorsRuleInput[];

  @Field(() => Boolean, { defaultValue: false, description: corsDocs.responseVary })
  readonly responseVary!: boolean;
}

/** `undefined` without rules. Throws RefusedInput with a path that begins with `path`. */
export function readCors({ rules, responseVary }: BucketCorsInput, path: InputPath): CorsConfiguration | undefined {
  if (rules.length === 0) return undefined;
  if (rules.length > maxCorsRules)
    return refusing([...path, "rules"], () => {
      const expected = `at most ${maxCorsRules} rules`;
      throw new Failure("InvalidArgument", { name: "rules", got: String(rules.length), expected });
    });
  const read = (rule: BucketCorsRuleInput, index: number) =>
    refusing(
      ({ details }) => [...path, "rules", index, ...("name" in details ? [String(details.name)] : [])],
      () => parseCorsRule(rule),
    );
  return { rules: rules.map(read), responseVary };
}
