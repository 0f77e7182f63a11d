import type { Readable } from "node:stream";
import type { OssHeaders } from "./read-answer.js";
import type { XmlNode } from "./xml-node.js";

/** One call of the service. */
export interface OssCall {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly bucket?: string;
  readonly key?: string;
  /** Sub-resources and parameters; what is undefined is left out, an empty text is a bare name. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** All at once, sent with its MD5, or piece by piece; what the pieces throw is thrown by the call. */
  readonly body?: Buffer | AsyncIterable<Uint8Array> | undefined;
  /**
   * What is made of the bytes of an opened answer, such as comparing them with what is known of them. OssFault thrown by it
   * is trouble of the service: at once, the call is sent again; while the bytes are read, it ends the stream.
   */
  readonly check?: (pieces: AsyncIterable<Buffer>, headers: OssHeaders) => AsyncIterable<Buffer>;
  /** Having it carried out twice does no harm, so that it may be sent again when no answer came. */
  readonly isRepeatable: boolean;
}

export interface OssAnswer {
  readonly status: number;
  readonly headers: OssHeaders;
  readonly bytes: Buffer;
  /** Of an XML document, what its root holds. */
  readonly xml: XmlNode;
}

export interface OssStream {
  readonly status: number;
  readonly headers: OssHeaders;
  /** Its errors are Failures; destroying it ends the transfer. */
  readonly stream: Readable;
}
