import { httpDate } from "../../src/http/http-date.js";
import { percentEncode } from "../../src/http/request-target.js";
import { signingKeyV1, stringToSignV1 } from "../../src/http/signature-v1.js";
import { canonicalRequestV4, signingKeyV4, stringToSignV4 } from "../../src/http/signature-v4.js";
import { accessKeyId, type Sent, secret } from "./door-server.js";

/** A request before it is signed, names and values as text. */
export interface Plain {
  readonly method: string;
  readonly bucket?: string;
  /** Absent: the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const schemes = ["v1-header", "v1-url", "v4-header", "v4-url"] as const;
export type Scheme = (typeof schemes)[number];

/** The same as it goes over the wire, in path style. */
export interface Signed extends Sent {
  /** For people. */
  readonly name: string;
  readonly scheme: Scheme;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What follows the question mark in `path`. */
  readonly query: string;
}

/** Signs a request as a client would, now. The functions that make the signatures are held against the published vectors elsewhere. */
export function sign(plain: Plain, scheme: Scheme, now = Date.now()): Signed {
  const { method, bucket = "", key, headers = {}, query = {}, body } = plain;
  const address = { bucket, ...(key !== undefined && { key }) };
  const all = new Map(Object.entries(query));
  const finish = (given: Readonly<Record<string, string>>, parameters: ReadonlyMap<string, string>): Signed => {
    const pairs = [...parameters].map(
      ([name, value]) => `${percentEncode(name)}${value && `=${percentEncode(value)}`}`,
    );
    const path = `/${bucket}/${percentEncode(key ?? "", "/")}`;
    const text = pairs.join("&");
    const name = `${scheme} ${method} ${path}?${text}`;
    return {
      name,
      scheme,
      method,
      path: text ? `${path}?${text}` : path,
      query: text,
      headers: given,
      ...(body !== undefined && { body }),
    };
  };
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const scope = { day: timestamp.slice(0, 8), region: "cn-hangzhou", product: "oss" };
  const credential = `${accessKeyId}/${scope.day}/${scope.region}/${scope.product}/aliyun_v4_request`;
  const signedV4 = (given: Readonly<Record<string, string>>, parameters: ReadonlyMap<string, string>) => {
    const canonical = canonicalRequestV4(
      { method, headers: given, address, query: parameters, additionalHeaders: [] },
      "",
    );
    return signingKeyV4(secret, scope).sign(stringToSignV4(timestamp, scope, canonical));
  };

  switch (scheme) {
    case "v1-header": {
      const date = httpDate(now);
      const given = { ...headers, "x-oss-date": date };
      const text = stringToSignV1({ method, headers: given, date, address, query: all });
      return finish({ ...given, authorization: `OSS ${accessKeyId}:${signingKeyV1(secret).sign(text)}` }, all);
    }
    case "v1-url": {
      const expires = String(Math.floor(now / 1000) + 600);
      const signature = signingKeyV1(secret).sign(
        stringToSignV1({ method, headers, date: expires, address, query: all }),
      );
      return finish(
        headers,
        new Map([...all, ["OSSAccessKeyId", accessKeyId], ["Expires", expires], ["Signature", signature]]),
      );
    }
    case "v4-header": {
      const given = { ...headers, "x-oss-date": timestamp, "x-oss-content-sha256": "UNSIGNED-PAYLOAD" };
      const authorization = `OSS4-HMAC-SHA256 Credential=${credential}, Signature=${signedV4(given, all)}`;
      return finish({ ...given, authorization }, all);
    }
    case "v4-url": {
      const parameters = new Map([
        ...all,
        ["x-oss-signature-version", "OSS4-HMAC-SHA256"],
        ["x-oss-credential", credential],
        ["x-oss-date", timestamp],
        ["x-oss-expires", "600"],
      ]);
      return finish(headers, parameters.set("x-oss-signature", signedV4(headers, parameters)));
    }
  }
}
