import type { BucketName } from "../base/bucket-name.js";
import type { ObjectRef } from "../service/ports.js";
import type { Answer } from "./answer.js";
import type { Exchange } from "./exchange.js";

/** All that anything can be done with. */
export const methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];

/** One thing that can be asked: a method, and a sub-resource in the query or a header that make it another operation, if any. */
export interface Operation<Run> {
  /** The vendor's name. */
  readonly name: string;
  /** Further names by which the vendor tells apart what is one here. */
  readonly also?: readonly string[];
  readonly methods: readonly Method[];
  readonly subResource?: string;
  readonly header?: string;
  /** Other parameters of the query that it cannot do without. */
  readonly needs?: readonly string[];
  /** It reads the body; with any other operation a Content-MD5 must be that of nothing. */
  readonly takesBody?: true;
  /** What is not as with the vendor, in Markdown. */
  readonly differs?: string;
  readonly run: Run;
}

export type ServiceOperation = Operation<(exchange: Exchange) => Promise<Answer>>;
export type BucketOperation = Operation<(bucket: BucketName, exchange: Exchange) => Promise<Answer>>;
export type ObjectOperation = Operation<(at: ObjectRef, exchange: Exchange) => Promise<Answer>>;
