import { Failure } from "../base/failure.js";
import type { BucketAcl, ObjectAcl } from "../service/ports.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import type { XmlNode } from "./xml.js";

const bucketAcls: readonly BucketAcl[] = ["private", "public-read", "public-read-write"];
const objectAcls: readonly ObjectAcl[] = ["default", ...bucketAcls];

/** There is one account; clients insist on an owner. */
export const owner: XmlNode = [
  "Owner",
  [
    ["ID", "imgraph"],
    ["DisplayName", "imgraph"],
  ],
];

/** The answer to GetBucketAcl and GetObjectAcl. */
export function aclDocument(acl: ObjectAcl): XmlNode {
  return ["AccessControlPolicy", [owner, ["AccessControlList", [["Grant", acl]]]]];
}

/** The header `x-oss-acl`. Throws InvalidArgument. */
export function bucketAclHeader(request: OssRequest): BucketAcl | undefined {
  return aclHeader(request, "x-oss-acl", bucketAcls);
}

/** The header `x-oss-object-acl`. Throws InvalidArgument. */
export function objectAclHeader(request: OssRequest): ObjectAcl | undefined {
  return aclHeader(request, "x-oss-object-acl", objectAcls);
}

function aclHeader<Acl extends string>({ headers }: OssRequest, name: string, acls: readonly Acl[]): Acl | undefined {
  const text = wireHeader(headers, name);
  if (text === undefined) return undefined;
  const acl = acls.find((known) => known === text);
  if (acl === undefined)
    throw new Failure("InvalidArgument", { name, got: text, expected: `one of ${acls.join(" ")}` });
  return acl;
}
