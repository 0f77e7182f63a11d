import type { BucketService } from "./buckets/bucket-service.js";
import type { ImageIntake } from "./intake/image-intake.js";
import type { KeyService } from "./keys/key-service.js";
import type { ObjectService } from "./objects/object-service.js";
import type { EngineCapabilities } from "./ports.js";
import type { RenderService } from "./rendering/render-service.js";
import type { StyleService } from "./styles/style-service.js";
import type { StyleImpacts } from "./styles/style-uses.js";
import type { UploadService } from "./uploads/upload-service.js";
import type { UrlControl } from "./urls/url-control.js";

/**
 * All use-cases, as the front doors see them. Each throws Failures: AccessDenied where the caller lacks the right (checked
 * before existence: an anonymous caller learns nothing of a private bucket), NoSuchBucket, NoSuchKey, NoSuchStyle.
 * Rights: specification of image processing §21 and wire protocol §3.8.
 */
export interface Service
  extends BucketService,
    ObjectService,
    UploadService,
    RenderService,
    StyleService,
    StyleImpacts,
    KeyService,
    ImageIntake,
    UrlControl {
  readonly capabilities: EngineCapabilities & {
    readonly engine: "local" | "oss";
    /** Whether images are found by more than their names in every bucket, and not only where a walk has been. */
    readonly listing: { readonly isIndexed: boolean };
  };

  /** Throws when a part cannot serve; for /readyz. */
  check(signal: AbortSignal): Promise<void>;
}

export type { Call, Caller } from "./call.js";
export type * from "./objects/object-service.js";
export type * from "./rendering/render-service.js";
