import DataLoader from "dataloader";
import type { BucketName } from "../base/bucket-name.js";
import type { EngineChoice, Header, Insights } from "../pipeline/index.js";
import { parseProcess } from "../pipeline/index.js";
import type { Bucket, ListedObject, ObjectNotes, ObjectRef, StoredObject } from "../service/ports.js";
import type { Call, Service } from "../service/service.js";

/** Reads that an operation makes at most once for each object or bucket, however many fields ask. */
export interface Loaders {
  readonly header: DataLoader<ListedObject, Header, string>;
  /** What a listing does not tell of an object, for who may see it. */
  readonly object: DataLoader<ListedObject, StoredObject, string>;
  /** The members of `image/info`, values as text. */
  readonly info: DataLoader<Questioned, Readonly<Record<string, string>>, string>;
  /** What one look at the pixels tells. */
  readonly insights: DataLoader<Look, Insights, string>;
  /** `RRGGBB` */
  readonly averageHue: DataLoader<ListedObject, string, string>;
  /** What people say of an object. */
  readonly notes: DataLoader<ObjectRef, ObjectNotes | undefined, string>;
  readonly bucket: DataLoader<BucketName, Bucket>;
  /** Has all of it looked up again. */
  forget(): void;
}

/** A file that is asked for its `image/info`: an object's own, or what a process string makes of it. */
export interface Questioned {
  readonly object: ListedObject;
  readonly process?: string;
}

/** A look at an image's pixels, and who is to take it. */
export interface Look {
  readonly object: ListedObject;
  readonly engine: EngineChoice;
}

/** Loaders of one request; results and failures are kept for its duration, or until they are to be forgotten. */
export function createLoaders(service: Service, call: Call): Loaders {
  const ask = async (object: ListedObject, question: string): Promise<unknown> => {
    const result = await service.render(await service.prepare(object, parseProcess(question).pipeline, call), call);
    await result.release();
    if (result.kind !== "document") throw new TypeError(`${question} did not answer with a document`);
    return JSON.parse(result.json);
  };
  const loaders = {
    header: perObject((object) => service.describeObject(object, call)),
    object: perObject((object) => service.viewObject(object, call)),
    info: new DataLoader(
      (files) =>
        all(files, async ({ object, process }) => {
          const question = process === undefined ? "image/info" : `${process}|image/info`;
          const members = (await ask(object, question)) as Record<string, { value: string }>;
          return Object.fromEntries(Object.entries(members).map(([key, { value }]) => [key, value]));
        }),
      { cacheKeyFn: ({ object, process = "" }) => `${versionName(object)} ${process}` },
    ),
    insights: new DataLoader(
      (looks) => all(looks, ({ object, engine }) => service.analyseObject(object, call, engine)),
      { cacheKeyFn: ({ object, engine }) => `${versionName(object)} ${engine}` },
    ),
    averageHue: perObject(async (object) => {
      const { RGB } = (await ask(object, "image/average-hue")) as { RGB: string };
      return RGB.replace(/^0x/, "");
    }),
    notes: new DataLoader(async (objects) => [...(await service.findNotes(objects, call))], {
      cacheKeyFn: ({ bucket, key }) => `${bucket}/${key}`,
      maxBatchSize: 1000,
    }),
    bucket: new DataLoader((names) => all(names, (name) => service.getBucket(name, call))),
  } satisfies Omit<Loaders, "forget">;
  const forget = () => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return { ...loaders, forget };
}

function perObject<T>(load: (object: ListedObject) => Promise<T>): DataLoader<ListedObject, T, string> {
  return new DataLoader((objects) => all(objects, load), { cacheKeyFn: versionName });
}

const versionName = ({ bucket, key, version }: ListedObject) => `${bucket}/${key}@${version}`;

/** A rejected one is an Error in its place, as DataLoader wants it. */
async function all<K, T>(keys: readonly K[], load: (key: K) => Promise<T>): Promise<(T | Error)[]> {
  const results = await Promise.allSettled(keys.map(load));
  return results.map((result) => (result.status === "fulfilled" ? result.value : asError(result.reason)));
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));
