import { parseBucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../../base/object-key.js";
import type { ProtectionRule } from "../../service/ports.js";
import { maxProtectionRules, parseProtectionRule } from "../../service/rights/source-protection.js";
import { blameBucket } from "../blame-object.js";
import type { Context } from "../context.js";
import { readCors } from "../inputs/bucket-cors-input.js";
import type {
  FallbackImageInput,
  SourceProtectionRuleInput,
  UpdateBucketInput,
} from "../inputs/update-bucket-input.js";
import { refusing } from "../refused-input.js";
import { Bucket } from "../types/bucket.js";
import { StyleSeparators } from "../types/bucket-policy.js";

/** Changes what the input gives. Throws RefusedInput and what the service throws. */
export async function updateBucket(
  { name, acl, styleSeparators, sourceProtection, cors, fallbackImage }: UpdateBucketInput,
  { service, call, loaders }: Context,
): Promise<{ bucket: Bucket }> {
  const bucketName = refusing(["name"], () => parseBucketName(name));
  const change = {
    ...(acl != null && { acl }),
    ...(styleSeparators != null && {
      styleSeparators: Object.values(StyleSeparators).filter((each) => styleSeparators.includes(each)),
    }),
    ...(sourceProtection != null && { sourceProtection: readRules(sourceProtection) }),
    ...(cors != null && { cors: readCors(cors, ["cors"]) }),
    ...(fallbackImage != null && { fallbackImage: readFallback(fallbackImage) }),
  };
  const bucket = await refusing(blameBucket(["name"]), () => service.updateBucket(bucketName, change, call));
  loaders.bucket.prime(bucketName, bucket);
  return { bucket: new Bucket(bucketName) };
}

function readFallback({ key }: FallbackImageInput): ObjectKey | undefined {
  return key == null ? undefined : refusing(["fallbackImage", "key"], () => parseObjectKey(key));
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
      ({ code, details }) => [
        "sourceProtection",
        index,
        ...(code === "InvalidArgument" && "name" in details ? [String(details.name)] : []),
      ],
      () => parseProtectionRule(rule),
    ),
  );
}
