import { lookup } from "node:dns";
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import OSS from "ali-oss";
import sharp from "sharp";
import type { TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";

/** How a client is told where the gateway is: each makes it address buckets in its own way. */
export type Mode = "ip" | "sld" | "vhost";

export const modes: readonly Mode[] = ["ip", "sld", "vhost"];

/** Each way of addressing with each version of signatures, for `describe.each`. */
export const manners = modes.flatMap((mode) => [false, true].map((authorizationV4) => ({ mode, authorizationV4 })));

/** Those of them in which the client signs URLs: of version 1 it signs none for an IP address. */
export const urlManners = manners.filter(({ mode, authorizationV4 }) => mode !== "ip" || authorizationV4);

/** Every name is this machine: not each resolver knows that of `*.localhost`. */
const agent = new Agent({ keepAlive: false, lookup: (_, options, done) => lookup("127.0.0.1", options, done) });

/** The client with calls that its published types leave out. */
export type Client = OSS & {
  processObjectSave(
    source: string,
    target: string,
    process: string,
    targetBucket?: string,
  ): Promise<{ res: { status: number } }>;
  getObjectMeta(name: string): Promise<{ res: { headers: object } }>;
  signPostObjectPolicyV4(policy: object, date: Date): string;
};

/** The vendor's client, unmodified. */
export function createClient(gateway: TestGateway, mode: Mode, options: Partial<OSS.Options> = {}): Client {
  return new OSS({ ...clientOptions(gateway, mode), ...options } as OSS.Options) as Client;
}

/** What a client must be told of the gateway, but for a bucket. */
export function clientOptions(gateway: TestGateway, mode: Mode) {
  return {
    accessKeyId: gateway.accessKeyId,
    accessKeySecret: gateway.accessKeySecret,
    endpoint: `http://${mode === "ip" ? "127.0.0.1" : "localhost"}:${gateway.port}`,
    ...(mode === "sld" && { sldEnable: true }),
    secure: false,
    agent,
  };
}

/** A client at a new bucket with the picture `example.jpg` and the style `example-style`. */
export async function fillBucket(gateway: TestGateway, mode: Mode, bucket: string, picture: Buffer): Promise<Client> {
  const client = createClient(gateway, mode, { bucket });
  await client.putBucket(bucket);
  await client.put("example.jpg", picture);
  await ossRequest(gateway, {
    method: "PUT",
    bucket,
    query: { style: "", styleName: "example-style" },
    body: "<Style><Content>image/resize,m_fixed,w_90,h_60</Content></Style>",
  });
  return client;
}

/** What the vendor's overview of image processing shows, and what a picture of 400x300 becomes. */
export const processes: readonly Shown[] = [
  { process: "image/resize,m_fixed,w_100,h_100", width: 100, height: 100, format: "jpeg" },
  { process: "image/crop,w_100,h_100,x_100,y_100,r_1", width: 100, height: 100, format: "jpeg" },
  { process: "image/rotate,90", width: 300, height: 400, format: "jpeg" },
  { process: "image/sharpen,100", width: 400, height: 300, format: "jpeg" },
  { process: "image/watermark,text_SGVsbG8g5Zu-54mH5pyN5YqhIQ", width: 400, height: 300, format: "jpeg" },
  { process: "image/format,png", width: 400, height: 300, format: "png" },
  { process: "style/example-style", width: 90, height: 60, format: "jpeg" },
  { process: "image/resize,m_fixed,w_100,h_100/rotate,90", width: 100, height: 100, format: "jpeg" },
];

export interface Shown {
  readonly process: string;
  readonly width: number;
  readonly height: number;
  readonly format: string;
}

/** Size and format of an image as its bytes say. */
export async function look(image: Buffer): Promise<Omit<Shown, "process">> {
  const { width, height, format } = await sharp(image).metadata();
  return { width, height, format };
}

/** The code of the refusal that must come, or that there was none. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return "no error";
}

/** Status and `Code` of an answer, the latter empty where all is well. */
export function outcome({ status, body }: Opened): [status: number, code: string] {
  return [status, /<Code>(.*?)<\/Code>/.exec(body.toString())?.[1] ?? ""];
}

export interface Opened {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Opens a URL as a browser would, wherever its name points to; its path goes out as it stands, dots and all. */
export function open(url: string, options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {}) {
  const { method = "GET", headers = {}, body } = options;
  const { origin, hostname, port } = new URL(url);
  return new Promise<Opened>((resolve, reject) => {
    const sent = request(
      { hostname, port, path: url.slice(origin.length), agent, method, headers },
      async (response) => {
        const { statusCode = 0, headers } = response;
        try {
          resolve({ status: statusCode, headers, body: await buffer(response) });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.once("error", reject).end(body);
  });
}
