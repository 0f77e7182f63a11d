import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { CorsConfiguration, CorsRule } from "../../service/ports.js";

type Method = CorsRule["allowedMethods"][number];

export const CorsMethods = {
  GET: "GET",
  PUT: "PUT",
  DELETE: "DELETE",
  POST: "POST",
  HEAD: "HEAD",
} as const satisfies Record<Method, Method>;

registerEnumType(CorsMethods, {
  name: "CorsMethod",
  description: "A method of HTTP that pages of other origins may be allowed.",
  valuesConfig: {
    GET: { description: "Read." },
    PUT: { description: "Write." },
    DELETE: { description: "Delete." },
    POST: { description: "Send forms, append, process." },
    HEAD: { description: "Read headers." },
  },
});

export const corsDocs = {
  allowedOrigins:
    "Origins of those pages, `https://shop.example.com`, with at most one `*` in each; `*` alone is any. At least one.",
  allowedMethods: "What they may do. At least one.",
  allowedHeaders: "Headers that they may send, with at most one `*` in each.",
  exposeHeaders: "Headers of the answer that they may read.",
  maxAgeSeconds: "How long a browser may remember the answer to a preflight.",
  responseVary: "Always answer `Vary: Origin`, also where no rule asks for it.",
} as const satisfies Record<keyof CorsRule | "responseVary", string>;

@ObjectType({ description: "Which pages of other origins may use a bucket, and how." })
export class BucketCorsRule {
  constructor(private readonly rule: CorsRule) {}

  @Field(() => [String], { description: corsDocs.allowedOrigins })
  get allowedOrigins(): readonly string[] {
    return this.rule.allowedOrigins;
  }

  @Field(() => [CorsMethods], { description: corsDocs.allowedMethods })
  get allowedMethods(): readonly Method[] {
    return this.rule.allowedMethods;
  }

  @Field(() => [String], { description: corsDocs.allowedHeaders })
  get allowedHeaders(): readonly string[] {
    return this.rule.allowedHeaders;
  }

  @Field(() => [String], { description: corsDocs.exposeHeaders })
  get exposeHeaders(): readonly string[] {
    return this.rule.exposeHeaders;
  }

  @Field(() => Int, { nullable: true, description: `${corsDocs.maxAgeSeconds} In seconds; null: as it likes.` })
  get maxAgeSeconds(): number | undefined {
    return this.rule.maxAgeSeconds;
  }
}

@ObjectType({ description: "What a bucket says to pages of other origins." })
export class BucketCors {
  constructor(private readonly cors: CorsConfiguration) {}

  @Field(() => [BucketCorsRule], { description: "The first that fits a page counts." })
  get rules(): readonly BucketCorsRule[] {
    return this.cors.rules.map((rule) => new BucketCorsRule(rule));
  }

  @Field(() => Boolean, { description: corsDocs.responseVary })
  get responseVary(): boolean {
    return this.cors.responseVary;
  }
}
