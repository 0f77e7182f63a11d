/** The OSS wire protocol: addressing, signatures, operations, answers. */
export { isBucketHost } from "./address.js";
export type { Keys } from "./admit-key.js";
export { errorXml } from "./error-xml.js";
export { type Expectation, noExpectation } from "./expectation.js";
export { namesOtherHost } from "./names-other-host.js";
export { createOssDoor, type OssDoor, type OssDoorUse, type RequestContext } from "./oss-door.js";
export { originForm } from "./request-target.js";
export { createUploadSigner } from "./upload-signer.js";
export { createUrlInspector } from "./url-inspector.js";
export { createUrlSigner } from "./url-signer.js";
