import type { BucketName } from "../../base/bucket-name.js";
import type { StyleName } from "../../base/style-name.js";
import { childrenOf, textOf, type XmlNode } from "../../oss/index.js";
import type { Store, Style } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { readHttpDate } from "./object-headers.js";
import type { OssStoreUse } from "./oss-store-use.js";
import { writeXml } from "./xml.js";

type StyleMethods = "putStyle" | "findStyle" | "listStyles" | "deleteStyle";

/** Styles of the object storage. Source: wire protocol §5.3. */
export function styles({ client, clock }: Pick<OssStoreUse, "client" | "clock">): Pick<Store, StyleMethods> {
  const query = (name?: StyleName) => ({ style: "", styleName: name });

  const find: Store["findStyle"] = async (bucket, name, signal) => {
    const call = client.call({ method: "GET", bucket, query: query(name), isRepeatable: true }, signal);
    const answer = await unlessAbsent(call, "NoSuchStyle", "NoSuchBucket");
    return answer && readStyle(bucket, name, answer.xml);
  };

  return {
    findStyle: find,

    putStyle: async (bucket, name, content, signal) => {
      const body = writeXml(["Style", [["Content", content]]]);
      const headers = { "Content-Type": "application/xml" };
      await client.call({ method: "PUT", bucket, query: query(name), headers, body, isRepeatable: true }, signal);
      const now = clock.now();
      return (await find(bucket, name, signal)) ?? { bucket, name, content, createdAt: now, updatedAt: now };
    },

    listStyles: async (bucket, signal) => {
      const call = client.call({ method: "GET", bucket, query: query(), isRepeatable: true }, signal);
      const answer = await unlessAbsent(call, "NoSuchBucket", "NoSuchStyle");
      return childrenOf(answer?.xml, "Style").map((style) =>
        readStyle(bucket, (textOf(style, "Name") ?? "") as StyleName, style),
      );
    },

    deleteStyle: async (bucket, name, signal) => {
      // Deleting answers alike whether or not there was one.
      if (!(await find(bucket, name, signal))) return false;
      await client.call({ method: "DELETE", bucket, query: query(name), isRepeatable: true }, signal);
      return true;
    },
  };
}

function readStyle(bucket: BucketName, name: StyleName, document: XmlNode): Style {
  return {
    bucket,
    name,
    content: textOf(document, "Content") ?? "",
    createdAt: readHttpDate(textOf(document, "CreateTime")),
    updatedAt: readHttpDate(textOf(document, "LastModifyTime")),
  };
}
