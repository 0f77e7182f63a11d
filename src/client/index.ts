/** The typed client, `imgraph/client`: documents of schema/operations/ with their types, and a small fetch client. */
export type { Answer } from "./answer.js";
export { type Client, type ClientOptions, createClient, type RequestOptions } from "./client.js";
export * from "./generated.js";
export { type FailedRequest, type RemoteCode, type RemoteError, RequestError } from "./request-error.js";
export type { SubscribeOptions } from "./subscribe.js";
export { type UploadedImage, type UploadOptions, uploadImage } from "./upload-image.js";
