export { createOssStore } from "./oss-store.js";
export type { OssStoreUse } from "./oss-store-use.js";
