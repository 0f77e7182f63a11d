import { Failure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import { aclDocument, objectAclHeader } from "./acl-documents.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import type { Exchange } from "./exchange.js";

/** GetObjectAcl. */
export async function getObjectAcl(at: ObjectRef, { service, call }: Exchange): Promise<Answer> {
  return xmlAnswer(aclDocument(await service.getObjectAcl(at, call)));
}

/** PutObjectAcl: the ACL comes in a header. */
export async function putObjectAcl(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const acl = objectAclHeader(request);
  if (acl === undefined) throw new Failure("MissingArgument", { name: "x-oss-object-acl", expected: "an ACL" });
  await service.setObjectAcl(at, acl, call);
  return emptyAnswer(200);
}
