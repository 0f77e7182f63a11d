import type { BucketName } from "../base/bucket-name.js";
import { parseStyleName } from "../base/style-name.js";
import { contentSteps, declareParameter } from "../pipeline/declared-parameter.js";
import type { StyleParameter } from "../pipeline/style-parameter.js";
import type { Style } from "../service/ports.js";
import { parseStyleContent } from "../service/styles/resolve-styles.js";
import { UsageError } from "./usage-error.js";

/**
 * The styles of `--style NAME=PROCESS`, with the parameters of `--parameter STYLE.NAME=ACTION.ARGUMENT`. Throws UsageError for
 * other forms and a style that was not given, InvalidArgument for what the style has no place for.
 */
export function readStyles(
  bucket: BucketName,
  given: { readonly styles: readonly string[]; readonly parameters: readonly string[] },
): readonly Style[] {
  const declared = given.parameters.map(readParameter);
  const styles = given.styles.map((text): Style => {
    const [name, content] = cut(text, "--style NAME=PROCESS");
    const parameters = declared.filter(({ style }) => style === name).map(({ parameter }) => parameter);
    if (parameters.length > 0) {
      const steps = contentSteps(parseStyleContent(content));
      for (const parameter of parameters) declareParameter(steps, parameter);
    }
    return { bucket, name: parseStyleName(name), content, version: 1, parameters, createdAt: 0, updatedAt: 0 };
  });
  const astray = declared.find(({ style }) => !styles.some(({ name }) => name === style));
  if (astray) throw new UsageError(`--parameter ${astray.style}.${astray.parameter.name}: no --style ${astray.style}`);
  return styles;
}

/** Both sides of the first `=`. Throws UsageError, which tells the form. */
export function cut(text: string, form: string): [string, string] {
  const mark = text.indexOf("=");
  if (mark < 1 || mark === text.length - 1) throw new UsageError(`expected ${form}, got ${JSON.stringify(text)}`);
  return [text.slice(0, mark), text.slice(mark + 1)];
}

/** A style's name may have dots, a parameter's and an action's have none. */
function readParameter(text: string): { readonly style: string; readonly parameter: StyleParameter } {
  const form = "--parameter STYLE.NAME=ACTION.ARGUMENT";
  const [names, target] = cut(text, form);
  const [, style, name] = /^(.+)\.([^.]+)$/.exec(names) ?? [];
  const [, action, argument] = /^([^.]+)\.([^.]+)$/.exec(target) ?? [];
  if (!style || !name || !action || !argument) throw new UsageError(`expected ${form}, got ${JSON.stringify(text)}`);
  return { style, parameter: { name, description: "", targets: [{ action, argument, occurrence: 0 }] } };
}
