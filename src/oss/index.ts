export type { OssAnswer, OssCall, OssStream } from "./call.js";
export {
  type CredentialsSource,
  fixedCredentials,
  type OssCredentials,
  RefreshedCredentials,
} from "./credentials.js";
export { fetchCredentials } from "./fetch-credentials.js";
export { OssClient, type OssClientOptions } from "./oss-client.js";
export type { OssHeaders } from "./read-answer.js";
export { OssFault, refusalOf } from "./trouble.js";
export { unusable } from "./unusable.js";
export { childrenOf, textOf, type XmlNode } from "./xml-node.js";
