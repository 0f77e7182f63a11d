import { lookup } from "node:dns";
import { Agent, get, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import OSS from "ali-oss";
import sharp from "sharp";
import type { TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";

/** How a client is told where the gateway is: each makes it address buckets in its own way. */
export type Mode = "ip" | "sld" | "vhost";

export const modes: readonly Mode[] = ["ip", "sld", "vhost"];

/** Every name is this machine: not each resolver knows that of `*.localhost`. */
const agent = new Agent({ keepAlive: false, lookup: (_, options, done) => lookup("127.0.0.1", options, done) });

/** The client with two calls that its published types leave out. */
export type Client = OSS & {
  processObjectSave(
    source: string,
    target: string,
    process: string,
    targetBucket?: string,
  ): Promise<{ res: { status: number } }>;
  getObjectMeta(name: string): Promise<{ res: { headers: object } }>;
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

export interface Opened {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Opens a URL as a browser would, wherever its name points to. */
export function open(url: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, async (response) => {
      const { statusCode = 0, headers } = response;
      try {
        resolve({ status: statusCode, headers, body: await buffer(response) });
      } catch (error) {
        reject(error);
      }
    }).once("error", reject);
  });
}
