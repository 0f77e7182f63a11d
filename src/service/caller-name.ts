import { assertNever } from "../base/assert-never.js";
import type { Caller } from "./call.js";

/**
 * Who is counted as one. Bearers are told apart by who they are, nobodies by their address; those of one IPv6 network of 64 bits,
 * which one person has, are one. Pure.
 */
export function callerName(caller: Caller, client: string): string {
  switch (caller.kind) {
    case "anonymous":
      return `address ${client.includes(":") ? networkOf(client) : client}`;
    case "key":
      return `key ${caller.accessKeyId}`;
    case "token":
      return `token ${caller.subject}`;
    case "admin":
      return "admin";
    default:
      return assertNever(caller);
  }
}

/** The first four groups, as the address is written by Node. */
function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill("0");
  return [...groups, ...zeros, ...behind].slice(0, 4).join(":");
}
