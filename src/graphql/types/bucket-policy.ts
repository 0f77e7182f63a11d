import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { ObjectKey } from "../../base/object-key.js";
import type { ProtectionRule, StyleSeparator } from "../../service/ports.js";

export const StyleSeparators = {
  HYPHEN: "-",
  UNDERSCORE: "_",
  SLASH: "/",
  EXCLAMATION_MARK: "!",
} as const satisfies Record<string, StyleSeparator>;

registerEnumType(StyleSeparators, {
  name: "StyleSeparator",
  description: "A character that may stand between an object's name and a style's in a URL: `photo.jpg!small`.",
  valuesConfig: {
    HYPHEN: { description: "`-`" },
    UNDERSCORE: { description: "`_`" },
    SLASH: { description: "`/`" },
    EXCLAMATION_MARK: { description: "`!`" },
  },
});

export const ruleDocs = {
  prefix: "The key starts with it; the empty one covers all of the bucket.",
  suffix: "The key ends with it, extension included.",
  extensions: "The key's extension, without the dot, is one of these.",
  caseInsensitive: "`extensions` also match in another case.",
} as const satisfies Record<keyof ProtectionRule, string>;

@ObjectType({
  description: "Objects that anonymous callers see only through a style: those that meet every condition.",
})
export class SourceProtectionRule {
  constructor(private readonly rule: ProtectionRule) {}

  @Field(() => String, { nullable: true, description: ruleDocs.prefix })
  get prefix(): string | undefined {
    return this.rule.prefix;
  }

  @Field(() => String, { nullable: true, description: ruleDocs.suffix })
  get suffix(): string | undefined {
    return this.rule.suffix;
  }

  @Field(() => [String], { nullable: true, description: ruleDocs.extensions })
  get extensions(): readonly string[] | undefined {
    return this.rule.extensions;
  }

  @Field(() => Boolean, { description: ruleDocs.caseInsensitive })
  get caseInsensitive(): boolean {
    return this.rule.caseInsensitive ?? false;
  }
}

@ObjectType({ description: "The object that a bucket shows in the place of images that are not there." })
export class FallbackImage {
  constructor(private readonly objectKey: ObjectKey) {}

  @Field(() => String, { description: "Its key in the same bucket." })
  get key(): string {
    return this.objectKey;
  }
}
