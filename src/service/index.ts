import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Insights } from "../pipeline/header.js";
import { corsOf } from "./buckets/cors-of.js";
import { createBucket } from "./buckets/create-bucket.js";
import { deleteBucket } from "./buckets/delete-bucket.js";
import { fallbackOf } from "./buckets/fallback-of.js";
import { getBucket } from "./buckets/get-bucket.js";
import { listBuckets } from "./buckets/list-buckets.js";
import { updateBucket } from "./buckets/update-bucket.js";
import { abortImageUpload } from "./intake/abort-image-upload.js";
import { completeImageUpload } from "./intake/complete-image-upload.js";
import { createImageUpload } from "./intake/create-image-upload.js";
import { getImageUpload } from "./intake/get-image-upload.js";
import { importImage } from "./intake/import-image.js";
import { createAccessKey } from "./keys/create-access-key.js";
import { createTemporaryKey } from "./keys/create-temporary-key.js";
import { getAccessKey } from "./keys/get-access-key.js";
import { listAccessKeys } from "./keys/list-access-keys.js";
import { revokeAccessKey } from "./keys/revoke-access-key.js";
import { rotateAccessKey } from "./keys/rotate-access-key.js";
import { appendObject } from "./objects/append-object.js";
import { ChangeFeed } from "./objects/change-feed.js";
import { copyObject } from "./objects/copy-object.js";
import { deleteEach } from "./objects/delete-each.js";
import { deleteObject } from "./objects/delete-object.js";
import { deleteObjects } from "./objects/delete-objects.js";
import { countImages, findImages, indexedPlaces } from "./objects/find-images.js";
import { findNotes } from "./objects/find-notes.js";
import { findStyled } from "./objects/find-styled.js";
import { getObject } from "./objects/get-object.js";
import { getObjectAcl } from "./objects/get-object-acl.js";
import { listDerived } from "./objects/list-derived.js";
import { listObjects } from "./objects/list-objects.js";
import { moveObject } from "./objects/move-object.js";
import { openObject } from "./objects/open-object.js";
import { putObject } from "./objects/put-object.js";
import { setNotes } from "./objects/set-notes.js";
import { setObjectAcl } from "./objects/set-object-acl.js";
import { setObjectHeaders } from "./objects/set-object-headers.js";
import { tellChanges } from "./objects/tell-changes.js";
import { viewObject } from "./objects/view-object.js";
import { watchObjects } from "./objects/watch-objects.js";
import type {
  AccessKeys,
  CompletedUploads,
  Derivations,
  Engine,
  HeaderAnswer,
  ImageIndex,
  Notes,
  RemoteFiles,
  Results,
  Store,
  StoredObject,
  UploadSigner,
  UrlInspector,
  UrlSigner,
} from "./ports.js";
import { analyseObject } from "./rendering/analyse-object.js";
import { cacheState } from "./rendering/cache-state.js";
import { compareRenditions } from "./rendering/compare-renditions.js";
import { describeObject } from "./rendering/describe-object.js";
import { makeResult } from "./rendering/make-result.js";
import { prepare } from "./rendering/prepare.js";
import { saveAs } from "./rendering/save-as.js";
import { SharedWork } from "./rendering/shared-work.js";
import { authorizeAccount, authorizeCreate } from "./rights/authorize.js";
import { authorizeDelete } from "./rights/authorize-delete.js";
import { authorizeManage } from "./rights/authorize-manage.js";
import { authorizePost } from "./rights/authorize-post.js";
import { authorizeRead } from "./rights/authorize-read.js";
import type { CacheState, DocumentResult, ImageResult, Service } from "./service.js";
import { countKeptResults } from "./styles/count-kept-results.js";
import { deleteStyle } from "./styles/delete-style.js";
import { findStyleUses } from "./styles/find-style-uses.js";
import { getStyle } from "./styles/get-style.js";
import { getStyleVersion } from "./styles/get-style-version.js";
import { listStyleVersions } from "./styles/list-style-versions.js";
import { listStyles } from "./styles/list-styles.js";
import { sampleImages } from "./styles/sample-images.js";
import { putStyle, writeStyle } from "./styles/write-style.js";
import { abortUpload } from "./uploads/abort-upload.js";
import { completeUpload } from "./uploads/complete-upload.js";
import { copyPart } from "./uploads/copy-part.js";
import { getUpload } from "./uploads/get-upload.js";
import { listParts } from "./uploads/list-parts.js";
import { listUploads } from "./uploads/list-uploads.js";
import { putPart } from "./uploads/put-part.js";
import { startUpload } from "./uploads/start-upload.js";
import { inspectUrl } from "./urls/inspect-url.js";
import { isUrlRevoked } from "./urls/is-url-revoked.js";
import { revokeUrls } from "./urls/revoke-urls.js";
import { signUrl } from "./urls/sign-url.js";
import type { UrlLedger } from "./urls/url-ledger.js";

/** What the use-cases stand on; whoever composes opens and closes these. */
export interface ServiceUse {
  readonly store: Store;
  readonly engine: Engine;
  readonly signer: UrlSigner;
  /** The one of the settings included. */
  readonly accessKeys: AccessKeys;
  readonly notes: Notes;
  readonly derivations: Derivations;
  readonly completedUploads: CompletedUploads;
  readonly ledger: UrlLedger;
  readonly inspector: UrlInspector;
  readonly uploadSigner: UploadSigner;
  readonly images: ImageIndex;
  readonly remoteFiles: RemoteFiles;
  /** Absent: results are not kept. */
  readonly results?: Results | undefined;
  /** Told where each result came from. */
  readonly onResult?: (cache: CacheState) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** All use-cases over one store and one engine. Its only state is the work that is under way, and who watches. */
export function createService(given: ServiceUse): Service {
  const resultsInFlight = new SharedWork<ImageResult | DocumentResult>(async (result) => {
    await result.release().catch((error) => given.log.warn("result not released", { error }));
  });
  const inspectionsInFlight = new SharedWork<HeaderAnswer>(async () => {});
  const insightsInFlight = new SharedWork<Insights>(async () => {});
  const changes = new ChangeFeed();
  const completionsInFlight = new SharedWork<StoredObject>(async () => {});
  const inFlight = { resultsInFlight, inspectionsInFlight, insightsInFlight, completionsInFlight };
  const use = { ...given, changes, ...inFlight };
  const service: Service = {
    capabilities: {
      ...use.engine.capabilities,
      engine: use.engine.name,
      listing: { isIndexed: use.images.isOfStore },
    },

    authorizeCreate: async (name, call) => authorizeCreate(name, call),
    createBucket: createBucket(use),
    getBucket: getBucket(use),
    listBuckets: listBuckets(use),
    updateBucket: updateBucket(use),
    deleteBucket: deleteBucket(use),

    putObject: putObject(use),
    authorizeRead: authorizeRead(use),
    authorizePost: authorizePost(use),
    authorizeDelete: authorizeDelete(use),
    authorizeManage: authorizeManage(use),
    getObject: getObject(use),
    viewObject: viewObject(use),
    findStyled: findStyled(use),
    openObject: openObject(use),
    copyObject: copyObject(use),
    moveObject: moveObject(use),
    setObjectHeaders: setObjectHeaders(use),
    appendObject: appendObject(use),
    deleteObject: deleteObject(use),
    deleteObjects: deleteObjects(use),
    deleteEach: deleteEach(use),
    getObjectAcl: getObjectAcl(use),
    setObjectAcl: setObjectAcl(use),
    listObjects: listObjects(use),
    watchObjects: watchObjects(use),
    findImages: findImages(use),
    countImages: countImages(use),
    indexedPlaces: indexedPlaces(use),
    findNotes: findNotes(use),
    setNotes: setNotes(use),
    listDerived: listDerived(use),

    startUpload: startUpload(use),
    getUpload: getUpload(use),
    putPart: putPart(use),
    copyPart: copyPart(use),
    listParts: listParts(use),
    completeUpload: completeUpload(use),
    abortUpload: abortUpload(use),
    listUploads: listUploads(use),
    corsOf: corsOf(use),
    fallbackOf: fallbackOf(use),

    describeObject: describeObject(use),
    analyseObject: analyseObject(use),
    prepare: prepare(use),
    render: makeResult(use),
    cacheState: cacheState(use),
    compareRenditions: compareRenditions(use),
    saveAs: saveAs(use),
    signUrl: signUrl(use),

    writeStyle: writeStyle(use),
    putStyle: putStyle(use),
    getStyle: getStyle(use),
    listStyles: listStyles(use),
    getStyleVersion: getStyleVersion(use),
    listStyleVersions: listStyleVersions(use),
    findStyleUses: findStyleUses(use),
    countKeptResults: countKeptResults(use),
    sampleImages: sampleImages(use),
    deleteStyle: deleteStyle(use),

    createAccessKey: createAccessKey(use),
    getAccessKey: getAccessKey(use),
    listAccessKeys: listAccessKeys(use),
    rotateAccessKey: rotateAccessKey(use),
    revokeAccessKey: revokeAccessKey(use),
    createTemporaryKey: createTemporaryKey(use),

    async listSignedUrls({ ended, ...query }, call) {
      authorizeAccount(call);
      return use.ledger.list(ended ? query : { ...query, endsAfter: Math.floor(use.clock.now() / 1000) });
    },
    async listRevocations(call) {
      authorizeAccount(call);
      return use.ledger.revocations;
    },
    revokeUrls: revokeUrls(use),
    async liftRevocation(id, call) {
      authorizeAccount(call);
      return use.ledger.lift(id);
    },
    inspectUrl: inspectUrl(use),
    isUrlRevoked: isUrlRevoked(use),
    createImageUpload: createImageUpload(use),
    getImageUpload: getImageUpload(use),
    completeImageUpload: completeImageUpload(use),
    abortImageUpload: abortImageUpload(use),
    importImage: importImage(use),

    async check(signal) {
      await Promise.all([use.store.check(signal), use.engine.check(signal)]);
    },
  };
  return tellChanges(service, use);
}

export type { Service } from "./service.js";
