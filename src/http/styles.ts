import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseStyleName, type StyleName } from "../base/style-name.js";
import type { Style } from "../service/ports.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { httpDate } from "./http-date.js";
import { childText, readXml } from "./read-xml.js";
import { readDocument } from "./request-body.js";
import type { Query } from "./request-target.js";
import type { XmlNode } from "./xml.js";

const onlyCategory = "image";

/** PutStyle: makes or replaces it. The right comes before the mistakes, and before the body is read. Source: specification §20. */
export async function putStyle(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  await service.authorizeManage(bucket, call);
  const name = styleName(request.target.query);
  checkCategory(request.target.query);
  const content = childText(readXml(await readDocument(request), "Style"), "Content");
  await service.putStyle(bucket, name, content, call);
  return emptyAnswer(200);
}

/** GetStyle, and without `styleName` ListStyle. */
export async function getStyles(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  const { query } = request.target;
  await service.authorizeManage(bucket, call);
  if (query.has("styleName")) return xmlAnswer(styleNode(await service.getStyle(bucket, styleName(query), call)));
  return xmlAnswer(["StyleList", (await service.listStyles(bucket, call)).map(styleNode)]);
}

/** DeleteStyle: 204 whether or not it was there. */
export async function deleteStyle(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  await service.authorizeManage(bucket, call);
  await service.deleteStyle(bucket, styleName(request.target.query), call);
  return emptyAnswer(204);
}

function styleName(query: Query): StyleName {
  const text = query.get("styleName");
  if (text === undefined) throw new Failure("MissingArgument", { name: "styleName", expected: "the name of a style" });
  return parseStyleName(text);
}

/** All styles here are of one kind: keeping another as one would be a lie. */
function checkCategory(query: Query): void {
  const category = query.get("category") || onlyCategory;
  if (category !== onlyCategory)
    throw new Failure("InvalidArgument", { name: "category", got: category, expected: onlyCategory });
}

function styleNode({ name, content, createdAt, updatedAt }: Style): XmlNode {
  return [
    "Style",
    [
      ["Name", name],
      ["Content", content],
      ["Category", onlyCategory],
      ["CreateTime", httpDate(createdAt)],
      ["LastModifyTime", httpDate(updatedAt)],
    ],
  ];
}
