import type { Readable } from "node:stream";
import type { ByteRange } from "../service/ports.js";
import { printXml, type XmlNode } from "./xml.js";

/** What a handler decides; writing it to the connection is done in one place. */
export interface Answer {
  readonly status: number;
  /** Values are wire strings. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AnswerBody;
}

export type AnswerBody =
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly text: string }
  /** The length of something that a HEAD names and does not send. */
  | { readonly kind: "unsent"; readonly byteSize: number }
  | {
      readonly kind: "bytes";
      readonly byteSize: number;
      /** Opens the stream, or gives all bytes where they are few; not called for HEAD. */
      open(): Promise<Readable | Buffer>;
      /** Frees what the bytes are read from; always called once, whether opened or not. */
      release?(): Promise<void>;
    };

/** Bytes as a handler has them, before a range is cut from them. */
export interface Content {
  readonly byteSize: number;
  open(range: ByteRange | undefined): Promise<Readable | Buffer>;
  release?(): Promise<void>;
  /** Written by the gateway itself, so that it cannot be somebody's page. */
  readonly isOwnText?: true;
}

export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { kind: "empty" } };
}

/** The answer, with the names of request headers added that another answer could depend on. */
export function withVary(answer: Answer, names: string): Answer {
  const { Vary: known } = answer.headers;
  return { ...answer, headers: { ...answer.headers, Vary: known === undefined ? names : `${known}, ${names}` } };
}

export function xmlAnswer(root: XmlNode, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    headers: { "Content-Type": "application/xml", ...headers },
    body: { kind: "text", text: printXml(root, { exact: true }) },
  };
}

export function jsonAnswer(json: string): Answer {
  return { status: 200, headers: { "Content-Type": "application/json" }, body: { kind: "text", text: json } };
}
