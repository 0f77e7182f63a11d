import type { BucketName } from "../../base/bucket-name.js";
import { demandRoomForStyle } from "../../base/demand-room-for-style.js";
import { demandStyleVersion } from "../../base/demand-style-version.js";
import { KeyedLock } from "../../base/keyed-lock.js";
import type { StyleName } from "../../base/style-name.js";
import { childrenOf, textOf, type XmlNode } from "../../oss/index.js";
import type { StoredStyle, Style, StyleStore } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { readTime } from "./object-headers.js";
import type { OssStoreUse } from "./oss-store-use.js";
import { writeXml } from "./xml.js";

/**
 * Styles of the object storage, which keeps what they say now; what they have been is kept in the catalog. One that
 * somebody changed in the storage becomes a version when it is next seen. Source: wire protocol §5.3.
 */
export function styles({
  client,
  clock,
  styleVersions,
}: Pick<OssStoreUse, "client" | "clock" | "styleVersions">): StyleStore {
  /** Of the gateway: between a change and its being written down nobody takes it for somebody else's. */
  const lock = new KeyedLock();
  const query = (name?: StyleName) => ({ style: "", styleName: name });
  const inTurn = <T>(bucket: BucketName, name: StyleName, work: () => Promise<T>) =>
    lock.run(`${bucket}/${name}`, work);

  async function stored(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<StoredStyle | undefined> {
    const call = client.call({ method: "GET", bucket, query: query(name), isRepeatable: true }, signal);
    const answer = await unlessAbsent(call, "NoSuchStyle", "NoSuchBucket");
    return answer && readStyle(bucket, name, answer.xml);
  }

  /** As it is now, written down where it is not yet; in its turn. */
  async function seen(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<Style | undefined> {
    const style = await stored(bucket, name, signal);
    return style && ((await styleVersions.match(style)) ?? (await styleVersions.record(style)));
  }

  /** Its newest version, or else what it is when no change of this gateway's is under way. */
  const withVersion = async (style: StoredStyle, signal: AbortSignal): Promise<Style | undefined> => {
    const { bucket, name } = style;
    return (await styleVersions.match(style)) ?? inTurn(bucket, name, () => seen(bucket, name, signal));
  };

  async function listStored(bucket: BucketName, signal: AbortSignal): Promise<readonly StoredStyle[]> {
    const call = client.call({ method: "GET", bucket, query: query(), isRepeatable: true }, signal);
    const answer = await unlessAbsent(call, "NoSuchBucket", "NoSuchStyle");
    return childrenOf(answer?.xml, "Style").map((style) =>
      readStyle(bucket, (textOf(style, "Name") ?? "") as StyleName, style),
    );
  }

  return {
    findStyle: async (bucket, name, signal) => {
      const style = await stored(bucket, name, signal);
      return style && withVersion(style, signal);
    },

    putStyle: (bucket, name, { content, over, ...draft }, signal) =>
      inTurn(bucket, name, async () => {
        const before = await seen(bucket, name, signal);
        demandStyleVersion({ bucket, name }, before?.version ?? 0, over);
        if (!before) demandRoomForStyle(name, (await listStored(bucket, signal)).length);
        const body = writeXml(["Style", [["Content", content]]]);
        const headers = { "Content-Type": "application/xml" };
        await client.call({ method: "PUT", bucket, query: query(name), headers, body, isRepeatable: true }, signal);
        const now = clock.now();
        const after = await stored(bucket, name, signal);
        const style = after?.content === content ? after : { bucket, name, content, createdAt: now, updatedAt: now };
        return styleVersions.record(style, draft);
      }),

    listStyles: async (bucket, signal) => {
      const all = await listStored(bucket, signal);
      const found = await Promise.all(all.map((style) => withVersion(style, signal)));
      return found.filter((style) => style !== undefined);
    },

    deleteStyle: (bucket, name, signal) =>
      inTurn(bucket, name, async () => {
        // Deleting answers alike whether or not there was one.
        const existing = await stored(bucket, name, signal);
        if (existing) await client.call({ method: "DELETE", bucket, query: query(name), isRepeatable: true }, signal);
        await styleVersions.forget(bucket, name);
        return existing !== undefined;
      }),

    findStyleVersion: async (bucket, name, version, signal) => {
      signal.throwIfAborted();
      return styleVersions.find(bucket, name, version);
    },

    listStyleVersions: async (bucket, name, signal) => {
      signal.throwIfAborted();
      return styleVersions.list(bucket, name);
    },
  };
}

function readStyle(bucket: BucketName, name: StyleName, document: XmlNode): StoredStyle {
  return {
    bucket,
    name,
    content: textOf(document, "Content") ?? "",
    createdAt: readTime(textOf(document, "CreateTime")),
    updatedAt: readTime(textOf(document, "LastModifyTime")),
  };
}
