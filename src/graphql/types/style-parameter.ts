import { Field, Int, ObjectType } from "type-graphql";
import type { DeclaredParameter } from "../../pipeline/declared-parameter.js";
import { ParameterType, parameterType } from "./capabilities.js";

@ObjectType({ description: "An argument of a step of a style, for which a parameter stands." })
export class StyleTarget {
  @Field(() => String, { description: "The action, as in a process string: `resize`." })
  readonly action!: string;

  @Field(() => String, { description: "Its argument, by its name in GraphQL: `width`." })
  readonly argument!: string;

  @Field(() => Int, { description: "Which of the style's steps of that action, from 0 in the order of running." })
  readonly occurrence!: number;
}

@ObjectType({
  description:
    "A value of a style that whoever uses the style may choose; its type and range are those of the arguments for which it stands.",
})
export class StyleParameter {
  constructor(private readonly declared: DeclaredParameter) {}

  @Field(() => String, { description: "1..32 of A-Z a-z 0-9, a letter first." })
  get name(): string {
    return this.declared.name;
  }

  @Field(() => String, { description: "What it is for; may be empty." })
  get description(): string {
    return this.declared.description;
  }

  @Field(() => ParameterType, { description: "What values it takes; never IMAGE." })
  get type(): ParameterType {
    return parameterType(this.declared.param.kind);
  }

  @Field(() => String, {
    description: "What it is where nobody chooses, which is what the style says there: `300`, `true`, `fill`.",
  })
  get default(): string {
    const { param, default: standard } = this.declared;
    return param.kind.type === "choice" ? param.write(standard) : String(standard);
  }

  @Field(() => Int, { nullable: true, description: "Smallest value of an INT." })
  get min(): number | undefined {
    const { kind } = this.declared.param;
    return kind.type === "int" ? kind.min : undefined;
  }

  @Field(() => Int, { nullable: true, description: "Largest value of an INT; null where there is no bound." })
  get max(): number | undefined {
    const { kind } = this.declared.param;
    return kind.type === "int" ? kind.max : undefined;
  }

  @Field(() => String, { nullable: true, description: "What an INT counts." })
  get unit(): string | undefined {
    const { kind } = this.declared.param;
    return kind.type === "int" ? kind.unit : undefined;
  }

  @Field(() => [String], { nullable: true, description: "The values of a CHOICE, as a process string spells them." })
  get values(): readonly string[] | undefined {
    const { kind } = this.declared.param;
    return kind.type === "choice" ? Object.values(kind.values) : undefined;
  }

  @Field(() => [StyleTarget], { description: "The arguments for which it stands." })
  get targets(): readonly StyleTarget[] {
    return this.declared.targets;
  }
}
