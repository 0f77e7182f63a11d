import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import { authorizePost } from "./authorize-post.js";
import { authorizeRead } from "./authorize-read.js";
import { createBucket } from "./create-bucket.js";
import { deleteBucket } from "./delete-bucket.js";
import { deleteObject } from "./delete-object.js";
import { deleteStyle } from "./delete-style.js";
import { describeObject } from "./describe-object.js";
import { getBucket } from "./get-bucket.js";
import { getObject } from "./get-object.js";
import { getObjectAcl } from "./get-object-acl.js";
import { getStyle } from "./get-style.js";
import { listBuckets } from "./list-buckets.js";
import { listObjects } from "./list-objects.js";
import { listStyles } from "./list-styles.js";
import { openObject } from "./open-object.js";
import type { Engine, Store, UrlSigner } from "./ports.js";
import { prepare } from "./prepare.js";
import { putObject } from "./put-object.js";
import { putStyle } from "./put-style.js";
import { render } from "./render.js";
import { saveAs } from "./save-as.js";
import type { Service } from "./service.js";
import { setBucketAcl } from "./set-bucket-acl.js";
import { setObjectAcl } from "./set-object-acl.js";
import { signUrl } from "./sign-url.js";

/** What the use-cases stand on; whoever composes opens and closes these. */
export interface ServiceUse {
  readonly store: Store;
  readonly engine: Engine;
  readonly signer: UrlSigner;
  readonly clock: Clock;
  readonly log: Log;
}

/** All use-cases over one store and one engine. Holds no state of its own. */
export function createService(use: ServiceUse): Service {
  return {
    capabilities: { ...use.engine.capabilities, engine: use.engine.name },

    createBucket: createBucket(use),
    getBucket: getBucket(use),
    listBuckets: listBuckets(use),
    setBucketAcl: setBucketAcl(use),
    deleteBucket: deleteBucket(use),

    putObject: putObject(use),
    authorizeRead: authorizeRead(use),
    authorizePost: authorizePost(use),
    getObject: getObject(use),
    openObject: openObject(use),
    deleteObject: deleteObject(use),
    getObjectAcl: getObjectAcl(use),
    setObjectAcl: setObjectAcl(use),
    listObjects: listObjects(use),

    describeObject: describeObject(use),
    prepare: prepare(use),
    render: render(use),
    saveAs: saveAs(use),
    signUrl: signUrl(use),

    putStyle: putStyle(use),
    getStyle: getStyle(use),
    listStyles: listStyles(use),
    deleteStyle: deleteStyle(use),

    async check(signal) {
      await Promise.all([use.store.check(signal), use.engine.check(signal)]);
    },
  };
}

export type { Service } from "./service.js";
