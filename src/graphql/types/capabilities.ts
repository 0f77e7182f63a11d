import { Extensions, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { actions, type Format, type Kind } from "../../pipeline/index.js";
import type { ImageOrderField } from "../../service/ports.js";
import { ImageOrderFields } from "../inputs/image-order.js";
import { ByteSize } from "../scalars.js";
import { EngineName } from "./engine-name.js";
import { ImageFormat } from "./image-format.js";

export enum Support {
  YES = "YES",
  NARROWED = "NARROWED",
  NO = "NO",
}

registerEnumType(Support, {
  name: "Support",
  description: "Whether the engine of this gateway can do it.",
  valuesConfig: {
    YES: { description: "All of it." },
    NARROWED: { description: "Some of its arguments are refused; `parameters` says which." },
    NO: { description: "It is refused with NOT_IMPLEMENTED." },
  },
});

export enum ParameterType {
  INT = "INT",
  CHOICE = "CHOICE",
  FLAG = "FLAG",
  COLOR = "COLOR",
  TEXT = "TEXT",
  IMAGE = "IMAGE",
}

registerEnumType(ParameterType, {
  name: "ParameterType",
  description: "What values an argument takes.",
  valuesConfig: {
    INT: { description: "An integer from `min` to `max`." },
    CHOICE: { description: "One of `values`." },
    FLAG: { description: "True or false; `1` or `0` in a process string." },
    COLOR: { description: "`RRGGBB`." },
    TEXT: { description: "Text; URL-safe base64 in a process string." },
    IMAGE: { description: "An object of the source's bucket; URL-safe base64 of its key in a process string." },
  },
});

/** The type of an argument as the API names it. */
export function parameterType({ type }: Kind): ParameterType {
  return ParameterType[type.toUpperCase() as Uppercase<Kind["type"]>];
}

@ObjectType({ description: "An argument of an action." })
export class ParameterCapability {
  @Field(() => String, { description: "Its name in GraphQL." })
  readonly name!: string;

  @Field(() => String, { description: "Its key in a process string; empty for a bare value." })
  readonly item!: string;

  @Field(() => String, { description: "What it is." })
  readonly description!: string;

  @Field(() => ParameterType, { description: "What values it takes." })
  readonly type!: ParameterType;

  @Field(() => Support, { description: "Whether the engine can do it." })
  readonly support!: Support;

  @Field(() => Boolean, { description: "It must be given." })
  readonly required!: boolean;

  @Field(() => Int, { nullable: true, description: "Smallest value of an INT." })
  readonly min!: number | undefined;

  @Field(() => Int, { nullable: true, description: "Largest value of an INT; null where there is no bound." })
  readonly max!: number | undefined;

  @Field(() => String, { nullable: true, description: "What an INT counts." })
  readonly unit!: string | undefined;

  @Field(() => [String], { nullable: true, description: "The values of a CHOICE, as GraphQL spells them." })
  readonly values!: readonly string[] | undefined;

  @Field(() => String, { nullable: true, description: "What an absent argument means, as text." })
  readonly default!: string | undefined;
}

@ObjectType({ description: "An action of the pipeline." })
export class ActionCapability {
  @Field(() => String, { description: "Its name in a process string." })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its field in StepInput; null for questions, which are fields of Image.",
  })
  readonly stepField!: string | undefined;

  @Field(() => String, { description: "What it does." })
  readonly description!: string;

  @Field(() => Boolean, { description: "It is beyond OSS: the cloud refuses process strings that have it." })
  readonly extension!: boolean;

  @Field(() => Support, { description: "Whether the engine can do it." })
  readonly support!: Support;

  @Field(() => Support, {
    nullable: true,
    description: "Whether this machine can, for a request that asks for it. Null: no request may.",
  })
  readonly local!: Support | undefined;

  @Field(() => Support, {
    nullable: true,
    description: "Whether the cloud can, for a request that asks for it. Null: no request may.",
  })
  readonly oss!: Support | undefined;

  @Extensions({ entries: 10 })
  @Field(() => [ParameterCapability], { description: "Its arguments." })
  readonly parameters!: readonly ParameterCapability[];
}

@ObjectType({ description: "A file format." })
export class FormatCapability {
  @Field(() => ImageFormat, { description: "The format." })
  readonly format!: Format;

  @Field(() => String, { description: "Its media type." })
  readonly contentType!: string;

  @Field(() => Boolean, { description: "Sources of this format are read." })
  readonly decode!: boolean;

  @Field(() => Boolean, { description: "Results of this format are written." })
  readonly encode!: boolean;

  @Field(() => Boolean, { description: "It keeps transparency; without it results are composited on white." })
  readonly alpha!: boolean;

  @Field(() => Boolean, { description: "Animations are kept in it." })
  readonly animation!: boolean;
}

@ObjectType({ description: "Bounds of this gateway." })
export class Limits {
  @Field(() => ByteSize, { description: "Largest source file." })
  readonly maxSourceBytes!: number;

  @Field(() => ByteSize, { description: "Most pixels of a source, all frames together." })
  readonly maxSourcePixels!: number;

  @Field(() => Int, { description: "Time after which work is stopped, ms." })
  readonly deadlineMs!: number;

  @Field(() => ByteSize, { description: "Memory for all pixel work at once." })
  readonly memoryBytes!: number;
}

@ObjectType({ description: "A font for text watermarks." })
export class Font {
  @Field(() => String, { description: "Its OSS name." })
  readonly name!: string;

  @Field(() => String, { description: "The installed family that draws it." })
  readonly family!: string;
}

@ObjectType({ description: "An engine that a request may ask for." })
export class EngineCapability {
  @Field(() => EngineName, { description: "Who it is." })
  readonly engine!: EngineName;

  @Field(() => [String], {
    description:
      "Actions, or `action.item`s, that it refuses with NOT_IMPLEMENTED; `engine: ANY` gives them to another one.",
  })
  readonly unsupported!: readonly string[];
}

@ObjectType({ description: "How images are found." })
export class ListingCapability {
  @Field(() => Boolean, {
    description:
      "`images` takes `query` and `orderBy` and counts in every bucket. Else it does where `isIndexed` of the bucket says so; elsewhere they are refused with NOT_INDEXED, and images come by key.",
  })
  readonly isIndexed!: boolean;

  @Field(() => [ImageOrderFields], { description: "By what `images` can be put in order in every bucket." })
  readonly orderBy!: readonly ImageOrderField[];
}

@ObjectType({ description: "What this gateway can do." })
export class Capabilities {
  @Field(() => EngineName, { description: "Who works the pixels where nothing is said; `actions` is what it can do." })
  readonly engine!: EngineName;

  @Field(() => [EngineCapability], { description: "All that a request may ask for, that one first." })
  readonly engines!: readonly EngineCapability[];

  @Extensions({ entries: Object.keys(actions).length })
  @Field(() => [ActionCapability], { description: "Every action of the pipeline." })
  readonly actions!: readonly ActionCapability[];

  @Field(() => [FormatCapability], { description: "Every format." })
  readonly formats!: readonly FormatCapability[];

  @Field(() => Limits, { description: "Bounds." })
  readonly limits!: Limits;

  @Field(() => [Font], { description: "Fonts for text watermarks." })
  readonly fonts!: readonly Font[];

  @Field(() => ListingCapability, { description: "How images are found." })
  readonly listing!: ListingCapability;
}
