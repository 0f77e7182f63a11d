import { parseBucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { ProtectionRule } from "../../service/ports.js";
import { maxProtectionRules, parseProtectionRule } from "../../service/source-protection.js";
import type { Context } from "../context.js";
import type { SourceProtectionRuleInput, UpdateBucketInput } from "../inputs/update-bucket-input.js";
import { only, refusing } from "../refused-input.js";
import { Bucket } from "../types/bucket.js";
import { StyleSeparators } from "../types/bucket-policy.js";

/** Changes what the input gives. Throws RefusedInput and what the service throws. */
export async function updateBucket(
  { name, acl, styleSeparators, sourceProtection }: UpdateBucketInput,
  { service, call, loaders }: Context,
): Promise<{ bucket: Bucket }> {
  const bucketName = refusing(["name"], () => parseBucketName(name));
  const change = {
    ...(acl != null && { acl }),
    ...(styleSeparators != null && {
      styleSeparators: Object.values(StyleSeparators).filter((each) => styleSeparators.includes(each)),
    }),
    ...(sourceProtection != null && { sourceProtection: readRules(sourceProtection) }),
  };
  const bucket = await refusing(only("NoSuchBucket", ["name"]), () => service.updateBucket(bucketName, change, call));
  loaders.bucket.clear(bucketName).prime(bucketName, bucket);
  return { bucket: new Bucket(bucketName) };
}

function readRules(rules: readonly SourceProtectionRuleInput[]): readonly ProtectionRule[] {
  if (rules.length > maxProtectionRules)
    refusing(["sourceProtection"], () => {
      throw new Failure("InvalidArgument", {
        name: "sourceProtection",
        got: String(rules.length),
        expected: `at most ${maxProtectionRules} rules`,
      });
    });
  return rules.map((rule, index) =>
    refusing(
      ({ details }) => ["sourceProtection", index, ...("name" in details ? [String(details.name)] : [])],
      () => parseProtectionRule(rule),
    ),
  );
}
