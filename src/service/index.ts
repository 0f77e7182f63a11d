import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Insights } from "../pipeline/header.js";
import { abortImageUpload } from "./abort-image-upload.js";
import { abortUpload } from "./abort-upload.js";
import { analyseObject } from "./analyse-object.js";
import { appendObject } from "./append-object.js";
import { authorizeAccount, authorizeCreate } from "./authorize.js";
import { authorizeDelete } from "./authorize-delete.js";
import { authorizeManage } from "./authorize-manage.js";
import { authorizePost } from "./authorize-post.js";
import { authorizeRead } from "./authorize-read.js";
import { cacheState } from "./cache-state.js";
import { ChangeFeed } from "./change-feed.js";
import { compareRenditions } from "./compare-renditions.js";
import { completeImageUpload } from "./complete-image-upload.js";
import { completeUpload } from "./complete-upload.js";
import { copyObject } from "./copy-object.js";
import { copyPart } from "./copy-part.js";
import { corsOf } from "./cors-of.js";
import { countKeptResults } from "./count-kept-results.js";
import { createAccessKey } from "./create-access-key.js";
import { createBucket } from "./create-bucket.js";
import { createImageUpload } from "./create-image-upload.js";
import { createTemporaryKey } from "./create-temporary-key.js";
import { deleteBucket } from "./delete-bucket.js";
import { deleteEach } from "./delete-each.js";
import { deleteObject } from "./delete-object.js";
import { deleteObjects } from "./delete-objects.js";
import { deleteStyle } from "./delete-style.js";
import { describeObject } from "./describe-object.js";
import { fallbackOf } from "./fallback-of.js";
import { countImages, findImages, indexedPlaces } from "./find-images.js";
import { findNotes } from "./find-notes.js";
import { findStyleUses } from "./find-style-uses.js";
import { findStyled } from "./find-styled.js";
import { getAccessKey } from "./get-access-key.js";
import { getBucket } from "./get-bucket.js";
import { getImageUpload } from "./get-image-upload.js";
import { getObject } from "./get-object.js";
import { getObjectAcl } from "./get-object-acl.js";
import { getStyle } from "./get-style.js";
import { getStyleVersion } from "./get-style-version.js";
import { getUpload } from "./get-upload.js";
import { importImage } from "./import-image.js";
import { inspectUrl } from "./inspect-url.js";
import { isUrlRevoked } from "./is-url-revoked.js";
import { listAccessKeys } from "./list-access-keys.js";
import { listBuckets } from "./list-buckets.js";
import { listDerived } from "./list-derived.js";
import { listObjects } from "./list-objects.js";
import { listParts } from "./list-parts.js";
import { listStyleVersions } from "./list-style-versions.js";
import { listStyles } from "./list-styles.js";
import { listUploads } from "./list-uploads.js";
import { makeResult } from "./make-result.js";
import { moveObject } from "./move-object.js";
import { openObject } from "./open-object.js";
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
import { prepare } from "./prepare.js";
import { putObject } from "./put-object.js";
import { putPart } from "./put-part.js";
import { revokeAccessKey } from "./revoke-access-key.js";
import { revokeUrls } from "./revoke-urls.js";
import { rotateAccessKey } from "./rotate-access-key.js";
import { sampleImages } from "./sample-images.js";
import { saveAs } from "./save-as.js";
import type { CacheState, DocumentResult, ImageResult, Service } from "./service.js";
import { setNotes } from "./set-notes.js";
import { setObjectAcl } from "./set-object-acl.js";
import { setObjectHeaders } from "./set-object-headers.js";
import { SharedWork } from "./shared-work.js";
import { signUrl } from "./sign-url.js";
import { startUpload } from "./start-upload.js";
import { tellChanges } from "./tell-changes.js";
import { updateBucket } from "./update-bucket.js";
import type { UrlLedger } from "./url-ledger.js";
import { viewObject } from "./view-object.js";
import { watchObjects } from "./watch-objects.js";
import { putStyle, writeStyle } from "./write-style.js";

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
