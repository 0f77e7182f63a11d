/**
 * What the use-cases need of the outside, in their words. Adapters (engine, store, catalog, http's signer) implement these;
 * they may import types from here and nothing else of this room.
 */
export type * from "./ports/access-keys.js";
export type * from "./ports/catalog.js";
export type * from "./ports/changes.js";
export type * from "./ports/completed-uploads.js";
export type * from "./ports/derivations.js";
export type * from "./ports/engine.js";
export type * from "./ports/image-index.js";
export type * from "./ports/local-file.js";
export type * from "./ports/notes.js";
export type * from "./ports/objects.js";
export type * from "./ports/remote-files.js";
export type * from "./ports/results.js";
export type * from "./ports/signed-urls.js";
export type * from "./ports/store.js";
export type * from "./ports/styles.js";
export type * from "./ports/token-verifier.js";
export type * from "./ports/upload-signer.js";
export type * from "./ports/uploads.js";
export type * from "./ports/url-inspector.js";
export type * from "./ports/url-signer.js";
export type * from "./ports/walks.js";
