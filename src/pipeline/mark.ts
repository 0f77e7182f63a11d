import { Failure } from "../base/failure.js";
import { type ActionName, actions } from "./actions/index.js";
import { invalid } from "./param.js";

/** Actions that may prepare an image watermark. Source: specification §16.3. */
const markActions: ReadonlySet<ActionName> = new Set(["resize", "crop", "indexcrop", "rounded-corners", "rotate"]);

/** The actions of `image/…`, checked to be a single image stage. Throws InvalidArgument. */
export function markProcess(process: string): string {
  if (process.includes("|")) throw refused("a pipe", "0040-00000372");
  if (!process.startsWith("image/")) throw invalid("image", process, "KEY?x-oss-process=image/…");
  return process.slice("image/".length);
}

/** Throws InvalidArgument for an action that may not prepare a watermark. */
export function checkMarkAction(name: ActionName): void {
  if (markActions.has(name)) return;
  const { role } = actions[name];
  throw refused(name, name === "watermark" ? "0040-00000373" : role === "query" ? "0040-00000374" : undefined);
}

function refused(got: string, ec: string | undefined): Failure<"InvalidArgument"> {
  return new Failure(
    "InvalidArgument",
    { name: "image", got, expected: `a preparation of ${[...markActions].join(" ")}, without a pipe` },
    { ...(ec !== undefined && { ec }), where: { item: "image" } },
  );
}
