import { encoderActions } from "./actions/index.js";
import { encodeBase64Text } from "./base64-text.js";
import {
  type ImageStage,
  isStyleStage,
  type Pipeline,
  type SaveTarget,
  type Stage,
  type StyleStage,
} from "./pipeline.js";
import { declaration, type WrittenStep } from "./step.js";

/** The process string of a pipeline as it stands, nothing dropped: `image/resize,w_300/format,webp`. The inverse of `parseProcess`. */
export function printPipeline({ stages }: Pipeline): string {
  return stages.map(printAnyStage).join("|");
}

/** `image/resize,w_300/format,webp` */
export function printStage(stage: ImageStage): string {
  return `image/${writtenSteps(stage).map(printStep).join("/")}`;
}

/** `resize,w_300`; items in the order of declaration. */
export function printStep({ action, args }: WrittenStep): string {
  const given = args as Readonly<Record<string, never>>;
  const items = Object.entries(declaration(action).params).flatMap(([key, param]) => {
    const value = given[key];
    if (value === undefined) return [];
    return [param.key === "" ? param.write(value) : `${param.key}_${param.write(value)}`];
  });
  return [action, ...items].join(",");
}

/** `|sys/saveas,o_…,b_…`, to be put behind a process string. */
export function printSaveAs({ key, bucket }: SaveTarget): string {
  return `|sys/saveas,o_${encodeBase64Text(key)}${bucket === undefined ? "" : `,b_${encodeBase64Text(bucket)}`}`;
}

/** All actions of a stage in printing order: pixels, then the encoder's settings, then the question. */
export function writtenSteps({ steps, encode, query }: ImageStage): readonly WrittenStep[] {
  const settings = encoderActions.flatMap((action) => {
    const args = encode[action];
    return args ? [{ action, args } as WrittenStep] : [];
  });
  const question: WrittenStep[] = query ? [{ action: query, args: {} }] : [];
  return [...steps, ...settings, ...question];
}

function printAnyStage(stage: Stage): string {
  return isStyleStage(stage) ? printStyleStage(stage) : printStage(stage);
}

/** `style/NAME,width_640` */
export function printStyleStage({ style, args = {} }: StyleStage): string {
  return [`style/${style}`, ...Object.entries(args).map(([name, { text }]) => `${name}_${text}`)].join(",");
}
