import { Failure } from "../base/failure.js";
import { decodeForm } from "./request-target.js";
import { textOfWire } from "./wire-text.js";

/** A process string of the longest kind with every byte escaped, and some room. */
export const maxProcessBodyBytes = 32 * 1024;

/**
 * The process string in the body of a POST, `x-oss-process=…`. Clients send it raw or form-encoded; only a raw one shows
 * the `|` before `sys/saveas`. Throws MissingArgument, InvalidArgument. Source: wire protocol §5.2.
 */
export function parseProcessBody(body: Buffer): string {
  const text = textOfWire(body.toString("latin1"))?.trim();
  if (text === undefined) throw invalidBody("UTF-8");
  const value = /^x-oss-process=(.*)$/s.exec(text)?.[1];
  if (!value) throw new Failure("MissingArgument", { name: "x-oss-process", expected: "x-oss-process=… in the body" });
  if (value.includes("|")) return value;
  try {
    return decodeForm(Buffer.from(value, "utf8").toString("latin1"));
  } catch {
    throw invalidBody("a raw or percent-encoded process string");
  }
}

/** The failure of a body that cannot be a process string. */
export function invalidBody(expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "x-oss-process", got: "another body", expected });
}
