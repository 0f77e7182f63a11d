// Generated from schema/ by `npm run generate`.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** An upload to drop. */
export type AbortUploadInput = {
  /** The id that createUpload gave. */
  readonly uploadId: string | number;
};

/** What the holder of an access key may do where the key counts. */
export type AccessKeyRole =
  /** Also manage ACLs, styles and buckets; access keys too where it counts everywhere. */
  | 'ADMIN'
  /** Read objects, list them and have them processed. */
  | 'READ'
  /** Also write and delete them. */
  | 'WRITE';

/** Gaussian blur. */
export type BlurInput = {
  /** Half width of the kernel. In a process string: `r_`. Range: 1..50 (px). */
  readonly radius: number;
  /** Standard deviation; more is stronger. In a process string: `s_`. Range: 1..50 (px). */
  readonly sigma: number;
};

/** What callers without a signature may do with the objects of a bucket. */
export type BucketAcl =
  /** Nothing. */
  | 'PRIVATE'
  /** List and read them. */
  | 'PUBLIC_READ'
  /** List, read, write and delete them. */
  | 'PUBLIC_READ_WRITE';

/** What the bucket is to say to pages of other origins. */
export type BucketCorsInput = {
  /** Always answer `Vary: Origin`, also where no rule asks for it. */
  readonly responseVary?: boolean;
  /** At most 20; the first that fits a page counts. Empty: no other origin's pages may use the bucket. */
  readonly rules: ReadonlyArray<BucketCorsRuleInput>;
};

/** Pages of other origins that may use the bucket, and how. */
export type BucketCorsRuleInput = {
  /** Headers that they may send, with at most one `*` in each. At most 100. */
  readonly allowedHeaders?: ReadonlyArray<string>;
  /** What they may do. At least one. At most 100. */
  readonly allowedMethods: ReadonlyArray<CorsMethod>;
  /** Origins of those pages, `https://shop.example.com`, with at most one `*` in each; `*` alone is any. At least one. At most 100. */
  readonly allowedOrigins: ReadonlyArray<string>;
  /** Headers of the answer that they may read. At most 100. */
  readonly exposeHeaders?: ReadonlyArray<string>;
  /** How long a browser may remember the answer to a preflight. Default: as it likes. Range: 0..999999999 (seconds). */
  readonly maxAgeSeconds?: number | null | undefined;
};

/** Where a result would come from now. */
export type CacheState =
  /** It is kept from before: nothing is rendered for it. */
  | 'HIT'
  /** It is rendered when it is first fetched, and then kept for a while. */
  | 'MISS'
  /** It is rendered each time: this gateway keeps no results. */
  | 'OFF';

/** Cuts a circle out of the middle. Outside it the result is transparent, or white in a format without transparency. */
export type CircleInput = {
  /** Radius; more than fits acts as the largest circle that fits. In a process string: `r_`. Range: 1..4096 (px). */
  readonly radius: number;
};

/** An upload all of which was sent. */
export type CompleteUploadInput = {
  /** ACL of the image. Default: DEFAULT, that of its bucket. */
  readonly acl?: ObjectAcl | null | undefined;
  /** What happens when the target is there already; with FAIL the upload goes on. */
  readonly ifExists?: IfExists;
  /** The id that createUpload gave. */
  readonly uploadId: string | number;
};

/** What to copy, and where. */
export type CopyImageInput = {
  /** ACL of the copy. Default: DEFAULT, that of its bucket, whatever the source's is. */
  readonly acl?: ObjectAcl | null | undefined;
  /** What happens when the target is there already. */
  readonly ifExists?: IfExists;
  /** The image to copy; it stays as it is. */
  readonly source: ObjectInput;
  /** Where the copy goes. */
  readonly target: ObjectInput;
};

/** A method of HTTP that pages of other origins may be allowed. */
export type CorsMethod =
  /** Delete. */
  | 'DELETE'
  /** Read. */
  | 'GET'
  /** Read headers. */
  | 'HEAD'
  /** Send forms, append, process. */
  | 'POST'
  /** Write. */
  | 'PUT';

/** The access key to make. */
export type CreateAccessKeyInput = {
  /** How long it lives. Default: it does not end by itself. Range: 1..315360000 (seconds). */
  readonly expiresIn?: number | null | undefined;
  /** For people. 1..64 characters. */
  readonly label: string;
  /** What its holder may do where it counts. */
  readonly role: AccessKeyRole;
  /** Where it counts, 1..50 places. Default: everywhere. */
  readonly scopes?: ReadonlyArray<KeyScopeInput> | null | undefined;
};

/** The bucket to make. */
export type CreateBucketInput = {
  /** What callers without a signature may do in it. Null or left out: PRIVATE for a new bucket; one that is there keeps its own. */
  readonly acl?: BucketAcl | null | undefined;
  /** 3..63 of a-z 0-9 -, a letter or digit at both ends. */
  readonly name: string;
};

/** The style to make. */
export type CreateStyleInput = {
  /** Name of the bucket. Default: the gateway's default bucket. */
  readonly bucket?: string | null | undefined;
  /** What happens when the bucket has a style of that name; with REPLACE it gets a new version. */
  readonly ifExists?: IfExists;
  /** 1..63 of A-Z a-z 0-9 _ . -, case-sensitive. */
  readonly name: string;
  /** Values that its users may choose; at most 20. Default: none. */
  readonly parameters?: ReadonlyArray<StyleParameterInput> | null | undefined;
  /** What the style does; it cannot name another style. */
  readonly transform: TransformInput;
};

/** The temporary key to make. */
export type CreateTemporaryKeyInput = {
  /** How long it lives; it ends with its parent and with the caller's token if those end sooner. Range: 900..43200 (seconds). */
  readonly durationSeconds?: number;
  /** `accessKeyId` of a permanent key: the temporary one ends with it and has no more rights. Default: none. */
  readonly parentAccessKeyId?: string | null | undefined;
  /** What its holder may do where it counts. */
  readonly role: AccessKeyRole;
  /** Where it counts, 1..50 places. Default: where the parent counts; without one, where the caller's token counts. */
  readonly scopes?: ReadonlyArray<KeyScopeInput> | null | undefined;
};

/** A file that is to become an image. */
export type CreateUploadInput = {
  /** Length of the file; no other is taken. At most `capabilities.limits.maxSourceBytes`. Range: 1 or more (bytes). */
  readonly byteSize: number;
  /** Media type that the requests are sent with, `image/jpeg`; the image gets that of its content. One of those of the formats that can be read. */
  readonly contentType: string;
  /** Life of the URLs. Default: 3600. Range: 1..604800 (seconds). */
  readonly expiresIn?: number | null | undefined;
  /** User metadata of the image; at most 8 KB of names and values. Default: none. */
  readonly metadata?: ReadonlyArray<KeyValueInput> | null | undefined;
  /** Where the image goes; nothing is there before it is completed. */
  readonly target: ObjectInput;
};

/** Cuts a rectangle out of the frame. What reaches over the border is cut off, never padded. */
export type CropInput = {
  /** The edge or corner of the frame to which the region is aligned before it is shifted. Default: NORTH_WEST. In a process string: `g_`. */
  readonly gravity?: Gravity | null | undefined;
  /** Height of the region; 0, or more than there is, reaches to the border. Default: 0. In a process string: `h_`. Range: 0 or more (px). */
  readonly height?: number | null | undefined;
  /** Width of the region; 0, or more than there is, reaches to the border. Default: 0. In a process string: `w_`. Range: 0 or more (px). */
  readonly width?: number | null | undefined;
  /** Shift to the right from the origin. Default: 0. In a process string: `x_`. Range: 0 or more (px). */
  readonly x?: number | null | undefined;
  /** Shift down from the origin. Default: 0. In a process string: `y_`. Range: 0 or more (px). */
  readonly y?: number | null | undefined;
};

/** What to delete. */
export type DeleteImagesInput = {
  /** Name of the bucket. Default: the gateway's default bucket. */
  readonly bucket?: string | null | undefined;
  /** Names of the objects, which need not be images. Range: 1..1000 names. */
  readonly keys: ReadonlyArray<string>;
};

/** The style to delete. */
export type DeleteStyleInput = {
  /** Name of the bucket. Default: the gateway's default bucket. */
  readonly bucket?: string | null | undefined;
  /** 1..63 of A-Z a-z 0-9 _ . -, case-sensitive. */
  readonly name: string;
};

/** Who works the pixels. */
export type Engine =
  /** This gateway's own processes. */
  | 'LOCAL'
  /** The cloud object storage behind it. */
  | 'OSS';

/** Who is to run a pipeline. With ANY it is the engine of the settings where that can, and another one of this gateway where not. */
export type EngineChoice =
  /** `any` in a process string. */
  | 'ANY'
  /** `configured` in a process string. */
  | 'CONFIGURED'
  /** `local` in a process string. */
  | 'LOCAL'
  /** `oss` in a process string. */
  | 'OSS';

/** Says who runs the whole pipeline; written several times, the last one counts. It is no change to the picture: alone in a stage it makes none of its own. */
export type EngineInput = {
  /** The gateway's own engine, this machine, the cloud, or the first of these that can. */
  readonly engine: EngineChoice;
};

/** What went wrong. Codes never change meaning; in `extensions.code` of an error they are written alike. */
export type ErrorCode =
  /** Sign the request with a key that has the right. */
  | 'ACCESS_DENIED'
  /** Set a CORS rule of the bucket that allows origin, method and headers. */
  | 'ACCESS_FORBIDDEN'
  /** Choose another id, or leave it out. */
  | 'ACCESS_KEY_ALREADY_EXISTS'
  /** The message says what does not fit: the value, or what is asked of this picture. */
  | 'BAD_REQUEST'
  /** Choose another name: names are shared by all owners of an object storage. */
  | 'BUCKET_ALREADY_EXISTS'
  /** Delete the objects of the bucket first. */
  | 'BUCKET_NOT_EMPTY'
  /** Go on after the seconds that Retry-After says; `viewer { quota }` tells what is left, docs/access.md what counts. */
  | 'BUDGET_EXCEEDED'
  /** Ask for less work (a smaller size, a cheaper format), or raise IMGRAPH_DEADLINE_MS. */
  | 'DEADLINE_EXCEEDED'
  /** One object holds at most 5 GB, and the file of a form what its policy's content-length-range says. */
  | 'ENTITY_TOO_LARGE'
  /** All parts but the last hold at least 100 KB, and the file of a form what its policy's content-length-range says. */
  | 'ENTITY_TOO_SMALL'
  /** Fields of a form upload hold at most 8 KB each. */
  | 'FIELD_ITEM_TOO_LONG'
  /** Choose another key, or allow replacing. */
  | 'FILE_ALREADY_EXISTS'
  /** The file starts like an image but cannot be decoded; upload it again. */
  | 'IMAGE_DAMAGE'
  /** Use a smaller source or ask for a smaller result. */
  | 'IMAGE_TOO_LARGE'
  /** Look whether the URL opens in a browser, and ask again. */
  | 'IMPORT_FAILED'
  /** Give an https URL of a public host; IMGRAPH_IMPORT_HOSTS names others. */
  | 'IMPORT_REFUSED'
  /** Send one field `file`. */
  | 'INCORRECT_NUMBER_OF_FILES_IN_POSTREQUEST'
  /** The log has the whole story under the request id. */
  | 'INTERNAL_ERROR'
  /** The first start prints the access key; IMGRAPH_ACCESS_KEY_ID sets it. A key that was revoked, or has expired, is disabled. */
  | 'INVALID_ACCESS_KEY_ID'
  /** The message names the value and what is allowed. */
  | 'INVALID_ARGUMENT'
  /** 3 to 63 characters a-z 0-9 -, starting and ending with a letter or digit. Where the bucket stands in the host name, IMGRAPH_BUCKET_HOSTS names what follows it. */
  | 'INVALID_BUCKET_NAME'
  /** Content-MD5 is the base64 of the 16 bytes of the body's MD5. */
  | 'INVALID_DIGEST'
  /** 1 to 1023 bytes of UTF-8, not starting with / or \. */
  | 'INVALID_OBJECT_NAME'
  /** Name parts that were received, with the ETag that each got. */
  | 'INVALID_PART'
  /** Name the parts in ascending order, each once. */
  | 'INVALID_PART_ORDER'
  /** The policy is the base64 of JSON with `expiration` and `conditions`. */
  | 'INVALID_POLICY_DOCUMENT'
  /** Ask for bytes that exist. */
  | 'INVALID_RANGE'
  /** The message says what does not go together. */
  | 'INVALID_REQUEST'
  /** A temporary key goes with the token that was given with it; a permanent one goes without. */
  | 'INVALID_SECURITY_TOKEN'
  /** Percent-encode the path as UTF-8. */
  | 'INVALID_URI'
  /** Send multipart/form-data as RFC 7578 has it, `file` last. */
  | 'MALFORMED_POSTREQUEST'
  /** Send the XML that the operation's reference shows. */
  | 'MALFORMED_XML'
  /** See the list of operations that are served. */
  | 'METHOD_NOT_ALLOWED'
  /** Give the named argument. */
  | 'MISSING_ARGUMENT'
  /** Send Content-Length or chunked coding. */
  | 'MISSING_CONTENT_LENGTH'
  /** The `capabilities` query lists what this engine can do. */
  | 'NOT_IMPLEMENTED'
  /** Leave out `query` and `orderBy`, or have `imgraph index BUCKET` run; `isIndexed` and `indexedAt` of a bucket tell whether it was. */
  | 'NOT_INDEXED'
  /** `accessKeys` in GraphQL lists those that there are. */
  | 'NO_SUCH_ACCESS_KEY'
  /** Check the name; ListBuckets, and `buckets` in GraphQL, list those that there are. */
  | 'NO_SUCH_BUCKET'
  /** Set one with PutBucketCors. */
  | 'NO_SUCH_CORSCONFIGURATION'
  /** Keys are case-sensitive and do not start with a slash. */
  | 'NO_SUCH_KEY'
  /** Style names are case-sensitive; `styles` lists those of a bucket. */
  | 'NO_SUCH_STYLE'
  /** The last hundred versions of a style are kept; `versions` lists them. */
  | 'NO_SUCH_STYLE_VERSION'
  /** ListMultipartUploads lists those under way. */
  | 'NO_SUCH_UPLOAD'
  /** Only objects that were made by appending grow; copy it into one that is. */
  | 'OBJECT_NOT_APPENDABLE'
  /** docs/oss-compatibility.md lists the operations that are served. */
  | 'OPERATION_NOT_SERVED'
  /** Append at the length that the object has; x-oss-next-append-position says it. */
  | 'POSITION_NOT_EQUAL_TO_LENGTH'
  /** The object changed, or the condition names another version of it. */
  | 'PRECONDITION_FAILED'
  /** A POST to a bucket is a form upload: send multipart/form-data. */
  | 'REQUEST_IS_NOT_MULTI_PART_CONTENT'
  /** Send the whole body that Content-Length announces. */
  | 'REQUEST_TIMEOUT'
  /** Set the clock of the client. */
  | 'REQUEST_TIME_TOO_SKEWED'
  /** Ask for a new temporary key. */
  | 'SECURITY_TOKEN_EXPIRED'
  /** Try again after the seconds that Retry-After says. */
  | 'SERVICE_UNAVAILABLE'
  /** Check the key, the secret and that nothing was changed after signing; StringToSign shows what the server signed. */
  | 'SIGNATURE_DOES_NOT_MATCH'
  /** Choose another name, or allow replacing. */
  | 'STYLE_ALREADY_EXISTS'
  /** Somebody changed it meanwhile: read it again, and decide on what it says now. */
  | 'STYLE_CHANGED'
  /** List what is there, subscribe again, and read events as they come; a longer prefix has fewer. */
  | 'SUBSCRIBER_TOO_SLOW'
  /** Delete a bucket first. */
  | 'TOO_MANY_BUCKETS'
  /** Put the actions into fewer stages: one stage can hold any number of actions. */
  | 'TOO_MANY_PIPES'
  /** End a subscription, or wait for an answer, first; IMGRAPH_MAX_SUBSCRIPTIONS says how many one caller may have. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** Send `Authorization: Bearer TOKEN` with a token that is valid: the admin token, which the first start prints, or one of the issuer that the settings name. */
  | 'UNAUTHENTICATED'
  /** At most three image watermarks, each a JPG, PNG, BMP, WebP or TIFF object. */
  | 'WATERMARK_ERROR';

/** The object to show in the place of images that are not there. */
export type FallbackImageInput = {
  /** Its key in the same bucket, 1..1023 bytes; it need not be there yet. Null or left out: none is shown. */
  readonly key?: string | null | undefined;
};

/** How the picture meets the box of `width` and `height`. */
export type Fit =
  /** Exactly the box, the whole picture in it, the rest in `background`. Small sources are enlarged. */
  | 'CONTAIN'
  /** Exactly the box, filled; what is over is cut off around `focus`. Small sources are enlarged. */
  | 'COVER'
  /** Exactly the box, stretched. */
  | 'FILL'
  /** Proportional, at most as large as the box; never enlarged. */
  | 'INSIDE'
  /** Proportional, at least as large as the box; never enlarged. */
  | 'OUTSIDE';

/** Fills a box with the part of the frame around a point: scales to cover it and cuts what is over, keeping the point as near to the middle as the borders allow. */
export type FocalCropInput = {
  /** Height of the result. In a process string: `h_`. Range: 1..16384 (px). */
  readonly height: number;
  /** Leave the frame as it is rather than enlarge it. Default: true. In a process string: `limit_`. */
  readonly limit?: boolean | null | undefined;
  /** Width of the result. In a process string: `w_`. Range: 1..16384 (px). */
  readonly width: number;
  /** The point, from the left. Default: 500; with neither x nor y, the image's own focal point, where it has one and no step before this changed the picture. In a process string: `x_`. Range: 0..1000 (per mille). */
  readonly x?: number | null | undefined;
  /** The point, from the top. Default: 500; with neither x nor y, the image's own focal point, where it has one and no step before this changed the picture. In a process string: `y_`. Range: 0..1000 (per mille). */
  readonly y?: number | null | undefined;
};

/** A point of the upright picture. */
export type FocalPointInput = {
  /** From the left, as a share of the width. Range: 0..1. */
  readonly x: number;
  /** From the top, as a share of the height. Range: 0..1. */
  readonly y: number;
};

/** What a picture that fills a box keeps in view. */
export type Focus =
  /** What draws the eye: colours and edges. Has the picture looked at once. */
  | 'ATTENTION'
  /** A place of the frame. */
  | 'CENTER'
  /** A place of the frame. */
  | 'EAST'
  /** The middle of the detail. Has the picture looked at once. */
  | 'ENTROPY'
  /** The image's own focal point; the middle where it has none. */
  | 'FOCAL_POINT'
  /** A place of the frame. */
  | 'NORTH'
  /** A place of the frame. */
  | 'NORTH_EAST'
  /** A place of the frame. */
  | 'NORTH_WEST'
  /** A place of the frame. */
  | 'SOUTH'
  /** A place of the frame. */
  | 'SOUTH_EAST'
  /** A place of the frame. */
  | 'SOUTH_WEST'
  /** A place of the frame. */
  | 'WEST';

/** Sets the format of the result; free in position, the last one written wins. GIF holds only for GIF sources, any other source keeps its own format. */
export type FormatInput = {
  /** SRC is the source's own format. */
  readonly format: OutputFormat;
};

/** One of nine places in a frame. */
export type Gravity =
  /** `center` in a process string. */
  | 'CENTER'
  /** `east` in a process string. */
  | 'EAST'
  /** `north` in a process string. */
  | 'NORTH'
  /** `ne` in a process string. */
  | 'NORTH_EAST'
  /** `nw` in a process string. */
  | 'NORTH_WEST'
  /** `south` in a process string. */
  | 'SOUTH'
  /** `se` in a process string. */
  | 'SOUTH_EAST'
  /** `sw` in a process string. */
  | 'SOUTH_WEST'
  /** `west` in a process string. */
  | 'WEST';

/** What happens when the target is there already. */
export type IfExists =
  /** A user error; it stays. */
  | 'FAIL'
  /** It is replaced. */
  | 'REPLACE'
  /** Nothing; it stays, and `written` is false. */
  | 'SKIP';

/** What happened to an object. */
export type ImageEventKind =
  /** It has another ACL. */
  | 'ACL_CHANGED'
  /** Nothing is there any more; also told when there was nothing before. */
  | 'DELETED'
  /** It has another content type, other headers, or other metadata. */
  | 'HEADERS_CHANGED'
  /** It has another alternative text, title, tags or focal point. */
  | 'NOTES_CHANGED'
  /** Bytes were stored under its name: uploaded, appended, copied, moved there, or saved. */
  | 'STORED';

/** The format of a file, judged by its content. */
export type ImageFormat =
  /** `image/avif` */
  | 'AVIF'
  /** `image/bmp` */
  | 'BMP'
  /** `image/gif` */
  | 'GIF'
  /** `image/heic` */
  | 'HEIC'
  /** `image/jpeg` */
  | 'JPG'
  /** `image/png` */
  | 'PNG'
  /** `image/tiff` */
  | 'TIFF'
  /** `image/webp` */
  | 'WEBP';

/** An image. */
export type ImageWatermarkInput = {
  /** Puts the image on every frame of an animated source. Default: false. In a process string: `animation_`. */
  readonly animation?: boolean | null | undefined;
  /** Tiles the watermark over the whole frame; gravity and distances are ignored. Default: false. In a process string: `fill_`. */
  readonly fill?: boolean | null | undefined;
  /** Where the watermark is anchored. Default: SOUTH_EAST. In a process string: `g_`. */
  readonly gravity?: Gravity | null | undefined;
  /** An object of the same bucket, with its own preparation. In a process string: `image_`. */
  readonly image: WatermarkImageInput;
  /** Opacity of the whole watermark. Default: 100. In a process string: `t_`. Range: 0..100 (%). */
  readonly opacity?: number | null | undefined;
  /** Horizontal gap between tiles. Default: 0. In a process string: `padx_`. Range: 0..4096 (px). */
  readonly padX?: number | null | undefined;
  /** Vertical gap between tiles. Default: 0. In a process string: `pady_`. Range: 0..4096 (px). */
  readonly padY?: number | null | undefined;
  /** Shift down from the middle line, for west, center and east. Default: 0. In a process string: `voffset_`. Range: -1000..1000 (px). */
  readonly voffset?: number | null | undefined;
  /** Distance from the left or right border. Default: 10. In a process string: `x_`. Range: 0..4096 (px). */
  readonly x?: number | null | undefined;
  /** Distance from the top or bottom border. Default: 10. In a process string: `y_`. Range: 0..4096 (px). */
  readonly y?: number | null | undefined;
};

/** Cuts the frame into strips of equal length and keeps one. A number or length beyond the frame leaves it whole. */
export type IndexCropInput = {
  /** Which strip, from the left or the top. Default: 0. In a process string: `i_`. Range: 0 or more. */
  readonly index?: number | null | undefined;
  /** Width of a strip; 0 is as if absent. In a process string: `x_`. Range: 0 or more (px). */
  readonly x?: number | null | undefined;
  /** Height of a strip; 0 is as if absent. Wins over x. In a process string: `y_`. Range: 0 or more (px). */
  readonly y?: number | null | undefined;
};

/** A place where an access key is to count. */
export type KeyScopeInput = {
  /** Name of the bucket; it need not be there yet. */
  readonly bucket: string;
  /** Only objects whose keys start with it. Default: the whole bucket. */
  readonly prefix?: string | null | undefined;
};

/** A name with its text. */
export type KeyValueInput = {
  /** The name: letters, digits and -; kept in lower case, so it stands once in any case. */
  readonly key: string;
  /** The text. */
  readonly value: string;
};

/** Lowers the quality, in a few tries, until the file is small enough; a picture that cannot get there is refused. For JPG, WebP and AVIF results. */
export type MaxBytesInput = {
  /** What the file may have at most. Range: 1..20971520 (bytes). */
  readonly bytes: number;
};

/** Decides which metadata of the stage's source the result keeps; without it, none. GIF and BMP results hold none in any case. */
export type MetadataInput = {
  /** Nothing, the rights and the author alone, or everything but the orientation, which is applied. */
  readonly keep: MetadataPolicy;
};

/** Which metadata of its source a result keeps. */
export type MetadataPolicy =
  /** `all` in a process string. */
  | 'ALL'
  /** `copyright` in a process string. */
  | 'COPYRIGHT'
  /** `none` in a process string. */
  | 'NONE';

/** An image and a line of text side by side. */
export type MixedWatermarkInput = {
  /** How text and image line up. Default: BOTTOM. In a process string: `align_`. */
  readonly align?: WatermarkAlign | null | undefined;
  /** Puts the image on every frame of an animated source. Default: false. In a process string: `animation_`. */
  readonly animation?: boolean | null | undefined;
  /** Colour of the text. Default: #000000. In a process string: `color_`. */
  readonly color?: string | null | undefined;
  /** Tiles the watermark over the whole frame; gravity and distances are ignored. Default: false. In a process string: `fill_`. */
  readonly fill?: boolean | null | undefined;
  /** Font, by its OSS name. Default: WQY_ZENHEI. In a process string: `type_`. */
  readonly font?: WatermarkFont | null | undefined;
  /** Where the watermark is anchored. Default: SOUTH_EAST. In a process string: `g_`. */
  readonly gravity?: Gravity | null | undefined;
  /** An object of the same bucket, with its own preparation. In a process string: `image_`. */
  readonly image: WatermarkImageInput;
  /** Gap between text and image. Default: 0. In a process string: `interval_`. Range: 0..1000 (px). */
  readonly interval?: number | null | undefined;
  /** Opacity of the whole watermark. Default: 100. In a process string: `t_`. Range: 0..100 (%). */
  readonly opacity?: number | null | undefined;
  /** Which of text and image stands left. Default: IMAGE_FIRST. In a process string: `order_`. */
  readonly order?: WatermarkOrder | null | undefined;
  /** Horizontal gap between tiles. Default: 0. In a process string: `padx_`. Range: 0..4096 (px). */
  readonly padX?: number | null | undefined;
  /** Vertical gap between tiles. Default: 0. In a process string: `pady_`. Range: 0..4096 (px). */
  readonly padY?: number | null | undefined;
  /** Turns the text. Default: 0. In a process string: `rotate_`. Range: 0..360 (degrees clockwise). */
  readonly rotate?: number | null | undefined;
  /** Opacity of a dark shadow under the text; 0 is none. Default: 0. In a process string: `shadow_`. Range: 0..100 (%). */
  readonly shadow?: number | null | undefined;
  /** Size of the text. Default: 40. In a process string: `size_`. Range: 1..1000 (px). */
  readonly size?: number | null | undefined;
  /** The text, one line of at most 64 bytes of UTF-8: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Chinese, Japanese, Korean, emoji in one colour. A character that no font has is refused. In a process string: `text_`. */
  readonly text: string;
  /** Shift down from the middle line, for west, center and east. Default: 0. In a process string: `voffset_`. Range: -1000..1000 (px). */
  readonly voffset?: number | null | undefined;
  /** Distance from the left or right border. Default: 10. In a process string: `x_`. Range: 0..4096 (px). */
  readonly x?: number | null | undefined;
  /** Distance from the top or bottom border. Default: 10. In a process string: `y_`. Range: 0..4096 (px). */
  readonly y?: number | null | undefined;
};

/** What to move, and where. */
export type MoveImageInput = {
  /** What happens when the target is there already. */
  readonly ifExists?: IfExists;
  /** The image to move. */
  readonly source: ObjectInput;
  /** Its new name; it may be in another bucket. */
  readonly target: ObjectInput;
};

/** What callers without a signature may do with an object. */
export type ObjectAcl =
  /** What the ACL of the bucket says. */
  | 'DEFAULT'
  /** Nothing. */
  | 'PRIVATE'
  /** Read it. */
  | 'PUBLIC_READ'
  /** Read, replace and delete it. */
  | 'PUBLIC_READ_WRITE';

/** The name of an object. */
export type ObjectInput = {
  /** Name of the bucket. Default: the gateway's default bucket. */
  readonly bucket?: string | null | undefined;
  /** 1..1023 bytes of UTF-8, not starting with / or \; a target does not start with `.imgraph/` either. */
  readonly key: string;
};

/** The format of a result. */
export type OutputFormat =
  /** `avif` in a process string. */
  | 'AVIF'
  /** `bmp` in a process string. */
  | 'BMP'
  /** `gif` in a process string. */
  | 'GIF'
  /** `heic` in a process string. */
  | 'HEIC'
  /** `jpg` in a process string. */
  | 'JPG'
  /** `png` in a process string. */
  | 'PNG'
  /** `src` in a process string. */
  | 'SRC'
  /** `tiff` in a process string. */
  | 'TIFF'
  /** `webp` in a process string. */
  | 'WEBP';

/** What values an argument takes. */
export type ParameterType =
  /** One of `values`. */
  | 'CHOICE'
  /** `RRGGBB`. */
  | 'COLOR'
  /** True or false; `1` or `0` in a process string. */
  | 'FLAG'
  /** An object of the source's bucket; URL-safe base64 of its key in a process string. */
  | 'IMAGE'
  /** An integer from `min` to `max`. */
  | 'INT'
  /** Text; URL-safe base64 in a process string. */
  | 'TEXT';

/** Quality of a JPG, WebP, AVIF or HEIC result; other formats ignore it. */
export type QualityInput = {
  /** The quality itself; a JPG never gets more than its JPG source has. Wins over relative. In a process string: `Q_`. Range: 1..100. */
  readonly absolute?: number | null | undefined;
  /** Of the quality of a JPG source; acts as absolute for other sources and for WebP. In a process string: `q_`. Range: 1..100 (%). */
  readonly relative?: number | null | undefined;
};

/** How far the decoder shrinks a picture while it reads, which spares most of its work. */
export type ReadShrink =
  /** So far that the scale behind it still halves. */
  | 'HALF'
  /** As far as it can. */
  | 'LEAST'
  /** Not at all: the format cannot, nothing is scaled at once, or it would be seen. */
  | 'WHOLE';

/** One of the pictures that are compared. */
export type RenditionSpec = {
  /** Who is to make it; a part of what is signed in the URL. CONFIGURED leaves it to the transform, and that to the settings. */
  readonly engine?: EngineChoice;
  /** Which version of the style that the transform names (`style`, `styleWith`, `process`), for who may manage the bucket. Default: as the style is now. Range: 1 or more. */
  readonly styleVersion?: number | null | undefined;
  /** What to make of the image. As it is, without a loss: `{ process: "image/format,png" }`. */
  readonly transform: TransformInput;
};

/** Scales the frame to a box. Every mode but FIXED keeps the aspect ratio. */
export type ResizeInput = {
  /** Colour of the canvas that PAD adds. Default: #FFFFFF. In a process string: `color_`. */
  readonly color?: string | null | undefined;
  /** Height of the box. In a process string: `h_`. Range: 1..16384 (px). */
  readonly height?: number | null | undefined;
  /** Leave the frame as it is rather than enlarge it. Default: true. In a process string: `limit_`. */
  readonly limit?: boolean | null | undefined;
  /** Target of the longer side; ignored beside width or height. In a process string: `l_`. Range: 1..16384 (px). */
  readonly longSide?: number | null | undefined;
  /** How the frame meets the box. Default: LFIT. In a process string: `m_`. */
  readonly mode?: ResizeMode | null | undefined;
  /** Scales both sides; ignored beside any other target, knows no mode and no limit. In a process string: `p_`. Range: 1..1000 (%). */
  readonly percent?: number | null | undefined;
  /** Target of the shorter side; ignored beside width or height. In a process string: `s_`. Range: 1..16384 (px). */
  readonly shortSide?: number | null | undefined;
  /** Width of the box. In a process string: `w_`. Range: 1..16384 (px). */
  readonly width?: number | null | undefined;
};

/** How a frame meets the box it is scaled to. */
export type ResizeMode =
  /** `fill` in a process string. */
  | 'FILL'
  /** `fixed` in a process string. */
  | 'FIXED'
  /** `lfit` in a process string. */
  | 'LFIT'
  /** `mfit` in a process string. */
  | 'MFIT'
  /** `pad` in a process string. */
  | 'PAD';

/** The access key to end. */
export type RevokeAccessKeyInput = {
  /** Its `accessKeyId`. */
  readonly accessKeyId: string;
};

/** Which signed URLs a revocation refuses. */
export type RevokedKind =
  /** All of a bucket. */
  | 'BUCKET'
  /** Those that a caller had been given. */
  | 'CALLER'
  /** All of an image. */
  | 'IMAGE'
  /** One. */
  | 'URL';

/** What the bearer of a token may do where the token counts; what ACLs make public is for everybody. */
export type Role =
  /** Also manage ACLs, styles and buckets; access keys too where it counts everywhere. */
  | 'ADMIN'
  /** Also write and delete them. */
  | 'EDITOR'
  /** Read images, list them and have them processed. */
  | 'VIEWER';

/** The access key to replace by another with the same rights. */
export type RotateAccessKeyInput = {
  /** Its `accessKeyId`. */
  readonly accessKeyId: string;
  /** How long the old key goes on beside the new one. Range: 0..2592000 (seconds). */
  readonly overlapSeconds?: number;
};

/** Turns the frame clockwise. By other angles than quarter turns the canvas grows; its new corners are transparent, or white in a format without transparency. */
export type RotateInput = {
  /** Angle; the frame may have at most 4096 px a side. Range: 0..360 (degrees clockwise). */
  readonly degrees: number;
};

/** Rounds the corners. Outside them the result is transparent, or white in a format without transparency. */
export type RoundedCornersInput = {
  /** Radius of a corner; more than half the shorter side acts as that half. In a process string: `r_`. Range: 1..4096 (px). */
  readonly radius: number;
};

/** What to save, and where. */
export type SaveImageInput = {
  /** ACL of the result. Default: DEFAULT, that of its bucket. */
  readonly acl?: ObjectAcl | null | undefined;
  /** Content-Disposition with which the result is delivered. Default: none. */
  readonly contentDisposition?: string | null | undefined;
  /** Who is to make it; a part of what is signed in the URL. CONFIGURED leaves it to the transform, and that to the settings. */
  readonly engine?: EngineChoice;
  /** What happens when the target is there already. */
  readonly ifExists?: IfExists;
  /** User metadata of the result. Default: none. */
  readonly metadata?: ReadonlyArray<KeyValueInput> | null | undefined;
  /** The image to start from; it stays as it is. */
  readonly source: ObjectInput;
  /** Where the result goes. */
  readonly target: ObjectInput;
  /** What to make of it. */
  readonly transform: TransformInput;
};

/** An image, and what its crops keep in view. */
export type SetFocalPointInput = {
  /** The point. Null or left out: none any more. */
  readonly focalPoint?: FocalPointInput | null | undefined;
  /** The image. */
  readonly image: ObjectInput;
};

/** An image and its new ACL. */
export type SetImageAclInput = {
  /** Its ACL from now on. */
  readonly acl: ObjectAcl;
  /** The image. */
  readonly image: ObjectInput;
};

/** An image and what is delivered with it. What is left out stays; null or an empty value takes it away. */
export type SetImageMetadataInput = {
  /** Cache-Control with which the file is delivered. */
  readonly cacheControl?: string | null | undefined;
  /** Content-Disposition with which the file is delivered. */
  readonly contentDisposition?: string | null | undefined;
  /** The image. */
  readonly image: ObjectInput;
  /** All of its user metadata; at most 8 KB of names and values. */
  readonly metadata?: ReadonlyArray<KeyValueInput> | null | undefined;
};

/** An image, and what is said of it. What is left out stays; null or an empty value takes it away. */
export type SetImageNotesInput = {
  /** What it shows, for those who do not see it. At most 2000 characters. */
  readonly alt?: string | null | undefined;
  /** The image. */
  readonly image: ObjectInput;
  /** All of its tags: at most 50, of 1..100 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** At most 500 characters. */
  readonly title?: string | null | undefined;
};

/** The format of a result, or who chooses it. */
export type SimpleFormat =
  /** The Accept header of whoever fetches the URL chooses: AVIF where it can be made in time, else WebP, else that of the source. Not for what is saved. */
  | 'AUTO'
  /** `avif` */
  | 'AVIF'
  /** `bmp` */
  | 'BMP'
  /** `gif` */
  | 'GIF'
  /** `heic` */
  | 'HEIC'
  /** `jpg` */
  | 'JPG'
  /** `png` */
  | 'PNG'
  /** That of the source. */
  | 'SRC'
  /** `tiff` */
  | 'TIFF'
  /** `webp` */
  | 'WEBP';

/** What most callers want: a box, how to meet it, a format and a quality. At least one field. */
export type SimpleTransform = {
  /** Colour around the picture; only with CONTAIN. Default: #FFFFFF. */
  readonly background?: string | null | undefined;
  /** Device pixels for each px of the box. Default: 1. Range: 1..5. */
  readonly dpr?: number | null | undefined;
  /** How the picture meets the box; anything but INSIDE and OUTSIDE needs both sides. Default: INSIDE. */
  readonly fit?: Fit | null | undefined;
  /** The point that COVER keeps as near to the middle as the borders allow; only with COVER. */
  readonly focalPoint?: FocalPointInput | null | undefined;
  /** What COVER keeps in view; only with COVER, and not beside `focalPoint`. Default: CENTER. */
  readonly focus?: Focus | null | undefined;
  /** Format of the result. Default: that of the source. */
  readonly format?: SimpleFormat | null | undefined;
  /** Height of the box, before `dpr`. Default: follows from the width. Range: 1..16384 (px). */
  readonly height?: number | null | undefined;
  /** Quality of a JPG, WebP or AVIF result. Default: chosen by the format. Range: 1..100. */
  readonly quality?: number | null | undefined;
  /** Width of the box, before `dpr`. Default: follows from the height. Range: 1..16384 (px). */
  readonly width?: number | null | undefined;
};

/** Fills a box with the part of the source that matters most. Must be the first step that changes the picture. */
export type SmartCropInput = {
  /** What matters: colours and edges that draw the eye, or the most detail. Default: the image's own focal point; attention where it has none. In a process string: `by_`. */
  readonly by?: SmartCropStrategy | null | undefined;
  /** Height of the result. In a process string: `h_`. Range: 1..16384 (px). */
  readonly height: number;
  /** Leave the frame as it is rather than enlarge it. Default: true. In a process string: `limit_`. */
  readonly limit?: boolean | null | undefined;
  /** Width of the result. In a process string: `w_`. Range: 1..16384 (px). */
  readonly width: number;
};

/** What matters in a picture. */
export type SmartCropStrategy =
  /** `attention` in a process string. */
  | 'ATTENTION'
  /** `entropy` in a process string. */
  | 'ENTROPY';

/** Objects to protect: those that meet every condition given, which is at least one of `prefix`, `suffix` and `extensions`. */
export type SourceProtectionRuleInput = {
  /** `extensions` also match in another case. */
  readonly caseInsensitive?: boolean;
  /** The key's extension, without the dot, is one of these. */
  readonly extensions?: ReadonlyArray<string> | null | undefined;
  /** The key starts with it; the empty one covers all of the bucket. */
  readonly prefix?: string | null | undefined;
  /** The key ends with it, extension included. */
  readonly suffix?: string | null | undefined;
};

/** One step of a pipeline: exactly one of its fields. Steps run in the order of the list, except `autoOrient`, which always runs first, and the encoder's settings `format`, `quality`, `interlace`, `maxBytes`, `autoFormat` and `metadata`, whose place is free and of which the last one counts. */
export type StepInput =
  {   /** Lets the Accept header of whoever fetches the picture choose the format: AVIF where it can be made in time, else WebP, else the source's own. A written format wins. Whether to choose; else the source keeps its own format. */
  readonly autoFormat: boolean; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never;   /** Turns the source upright by its EXIF orientation, before everything else wherever it is written. This also happens unasked; switched off, the source stays as it is stored. Whether to apply it. When it is asked for and turns the picture, the source may have at most 4096 px a side. */
  readonly autoOrient: boolean; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never;   /** Gaussian blur. */
  readonly blur: BlurInput; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never;   /** Adds to every colour channel (0..255). What is added; 0 changes nothing. Range: -100..100. */
  readonly bright: number; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never;   /** Cuts a circle out of the middle. Outside it the result is transparent, or white in a format without transparency. */
  readonly circle: CircleInput; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never;   /** Spreads the colour channels around the middle (128), or draws them together. Above 0 the gain is 1 + value/100, below 1 + value/200; 0 changes nothing. Range: -100..100. */
  readonly contrast: number; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never;   /** Cuts a rectangle out of the frame. What reaches over the border is cut off, never padded. */
  readonly crop: CropInput; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never;   /** Says who runs the whole pipeline; written several times, the last one counts. It is no change to the picture: alone in a stage it makes none of its own. */
  readonly engine: EngineInput; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never;   /** Fills a box with the part of the frame around a point: scales to cover it and cuts what is over, keeping the point as near to the middle as the borders allow. */
  readonly focalCrop: FocalCropInput; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never;   /** Sets the format of the result; free in position, the last one written wins. GIF holds only for GIF sources, any other source keeps its own format. */
  readonly format: FormatInput; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never;   /** Cuts the frame into strips of equal length and keeps one. A number or length beyond the frame leaves it whole. */
  readonly indexCrop: IndexCropInput; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never;   /** Progressive JPG; without effect on other formats. Progressive, or baseline. */
  readonly interlace: boolean; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never;   /** Lowers the quality, in a few tries, until the file is small enough; a picture that cannot get there is refused. For JPG, WebP and AVIF results. */
  readonly maxBytes: MaxBytesInput; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never;   /** Decides which metadata of the stage's source the result keeps; without it, none. GIF and BMP results hold none in any case. */
  readonly metadata: MetadataInput; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never;   /** Quality of a JPG, WebP, AVIF or HEIC result; other formats ignore it. */
  readonly quality: QualityInput; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never;   /** Scales the frame to a box. Every mode but FIXED keeps the aspect ratio. */
  readonly resize: ResizeInput; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never;   /** Turns the frame clockwise. By other angles than quarter turns the canvas grows; its new corners are transparent, or white in a format without transparency. */
  readonly rotate: RotateInput; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never;   /** Rounds the corners. Outside them the result is transparent, or white in a format without transparency. */
  readonly roundedCorners: RoundedCornersInput; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never;   /** Unsharp mask of 3x3 px; flat areas stay. Strength; 100 is recommended. Range: 50..399 (%). */
  readonly sharpen: number; readonly smartCrop?: never; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never;   /** Fills a box with the part of the source that matters most. Must be the first step that changes the picture. */
  readonly smartCrop: SmartCropInput; readonly trim?: never; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never;   /** Cuts off a border of one colour, or of transparency. Must be the first step that changes the picture. Whether to cut. */
  readonly trim: boolean; readonly watermark?: never; }
  |  { readonly autoFormat?: never; readonly autoOrient?: never; readonly blur?: never; readonly bright?: never; readonly circle?: never; readonly contrast?: never; readonly crop?: never; readonly engine?: never; readonly focalCrop?: never; readonly format?: never; readonly indexCrop?: never; readonly interlace?: never; readonly maxBytes?: never; readonly metadata?: never; readonly quality?: never; readonly resize?: never; readonly rotate?: never; readonly roundedCorners?: never; readonly sharpen?: never; readonly smartCrop?: never; readonly trim?: never;   /** Draws a text, an image or both over the frame. What reaches over the border is cut off. */
  readonly watermark: WatermarkInput; };

/** What a parameter of a style is to be. */
export type StyleArgumentInput = {
  /** Name of the parameter; each at most once. */
  readonly name: string;
  /** Its value. */
  readonly value: StyleValueInput;
};

/** Declares a value of a style that whoever uses it may choose. Type, unit and default are those of the arguments. */
export type StyleParameterInput = {
  /** What it is for; at most 200 characters. */
  readonly description?: string;
  /** Largest value of an INT. Default: the arguments' own. */
  readonly max?: number | null | undefined;
  /** Smallest value of an INT. Default: the arguments' own. */
  readonly min?: number | null | undefined;
  /** 1..32 of A-Z a-z 0-9, a letter first; no other parameter of the style has it. */
  readonly name: string;
  /** The arguments for which it stands: 1..8, of one type, that say the same; objects of the bucket are none. */
  readonly targets: ReadonlyArray<StyleTargetInput>;
  /** The values of a CHOICE, as a process string spells them. Default: all that the arguments take. */
  readonly values?: ReadonlyArray<string> | null | undefined;
};

/** A character that may stand between an object's name and a style's in a URL: `photo.jpg!small`. */
export type StyleSeparator =
  /** `!` */
  | 'EXCLAMATION_MARK'
  /** `-` */
  | 'HYPHEN'
  /** `/` */
  | 'SLASH'
  /** `_` */
  | 'UNDERSCORE';

/** An argument of a step of the style. */
export type StyleTargetInput = {
  /** The action, as in a process string: `resize`. */
  readonly action: string;
  /** Its argument, by its name in GraphQL: `width`. The style says a value there. */
  readonly argument: string;
  /** Which of the style's steps of that action, from 0 in the order of running. Range: 0..1023. */
  readonly occurrence?: number;
};

/** A value for a parameter of a style, by its type: exactly one of its fields. */
export type StyleValueInput =
  {   /** For a CHOICE: one of its `values`. */
  readonly choice: string; readonly color?: never; readonly flag?: never; readonly int?: never; readonly text?: never; }
  |  { readonly choice?: never;   /** For a COLOR. */
  readonly color: string; readonly flag?: never; readonly int?: never; readonly text?: never; }
  |  { readonly choice?: never; readonly color?: never;   /** For a FLAG. */
  readonly flag: boolean; readonly int?: never; readonly text?: never; }
  |  { readonly choice?: never; readonly color?: never; readonly flag?: never;   /** For an INT. */
  readonly int: number; readonly text?: never; }
  |  { readonly choice?: never; readonly color?: never; readonly flag?: never; readonly int?: never;   /** For a TEXT, as people read it. */
  readonly text: string; };

/** A stored style with values for its parameters. */
export type StyleWithInput = {
  /** Values for parameters of the style; those that are left out are what the style says. */
  readonly arguments: ReadonlyArray<StyleArgumentInput>;
  /** The name of a style of the image's bucket. */
  readonly name: string;
};

/** Whether the engine of this gateway can do it. */
export type Support =
  /** Some of its arguments are refused; `parameters` says which. */
  | 'NARROWED'
  /** It is refused with NOT_IMPLEMENTED. */
  | 'NO'
  /** All of it. */
  | 'YES';

/** A line of text. */
export type TextWatermarkInput = {
  /** Colour of the text. Default: #000000. In a process string: `color_`. */
  readonly color?: string | null | undefined;
  /** Tiles the watermark over the whole frame; gravity and distances are ignored. Default: false. In a process string: `fill_`. */
  readonly fill?: boolean | null | undefined;
  /** Font, by its OSS name. Default: WQY_ZENHEI. In a process string: `type_`. */
  readonly font?: WatermarkFont | null | undefined;
  /** Where the watermark is anchored. Default: SOUTH_EAST. In a process string: `g_`. */
  readonly gravity?: Gravity | null | undefined;
  /** Opacity of the whole watermark. Default: 100. In a process string: `t_`. Range: 0..100 (%). */
  readonly opacity?: number | null | undefined;
  /** Horizontal gap between tiles. Default: 0. In a process string: `padx_`. Range: 0..4096 (px). */
  readonly padX?: number | null | undefined;
  /** Vertical gap between tiles. Default: 0. In a process string: `pady_`. Range: 0..4096 (px). */
  readonly padY?: number | null | undefined;
  /** Turns the text. Default: 0. In a process string: `rotate_`. Range: 0..360 (degrees clockwise). */
  readonly rotate?: number | null | undefined;
  /** Opacity of a dark shadow under the text; 0 is none. Default: 0. In a process string: `shadow_`. Range: 0..100 (%). */
  readonly shadow?: number | null | undefined;
  /** Size of the text. Default: 40. In a process string: `size_`. Range: 1..1000 (px). */
  readonly size?: number | null | undefined;
  /** The text, one line of at most 64 bytes of UTF-8: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Chinese, Japanese, Korean, emoji in one colour. A character that no font has is refused. In a process string: `text_`. */
  readonly text: string;
  /** Shift down from the middle line, for west, center and east. Default: 0. In a process string: `voffset_`. Range: -1000..1000 (px). */
  readonly voffset?: number | null | undefined;
  /** Distance from the left or right border. Default: 10. In a process string: `x_`. Range: 0..4096 (px). */
  readonly x?: number | null | undefined;
  /** Distance from the top or bottom border. Default: 10. In a process string: `y_`. Range: 0..4096 (px). */
  readonly y?: number | null | undefined;
};

/** How much two pictures may differ and still pass for the same: all that is given must hold. */
export type ToleranceInput = {
  /** Greatest `largestDifference`. Range: 0..255 (levels). */
  readonly maxDifference?: number;
  /** Greatest `differingShare`. Range: 0..1. */
  readonly maxDifferingShare?: number;
  /** Least `ssim`. Range: -1..1. */
  readonly minSsim?: number;
};

/** What to make of an image, in one of five forms: exactly one of its fields. All become the same pipeline. */
export type TransformInput =
  {   /** A process string as the OSS endpoint takes it, not percent-encoded: `image/resize,w_300/format,webp`. At most 8192 bytes. */
  readonly process: string; readonly simple?: never; readonly steps?: never; readonly style?: never; readonly styleWith?: never; }
  |  { readonly process?: never;   /** A box, a format, a quality: what most callers want. */
  readonly simple: SimpleTransform; readonly steps?: never; readonly style?: never; readonly styleWith?: never; }
  |  { readonly process?: never; readonly simple?: never;   /** The full pipeline: at least one step, run in order. */
  readonly steps: ReadonlyArray<StepInput>; readonly style?: never; readonly styleWith?: never; }
  |  { readonly process?: never; readonly simple?: never; readonly steps?: never;   /** The name of a style of the image's bucket. */
  readonly style: string; readonly styleWith?: never; }
  |  { readonly process?: never; readonly simple?: never; readonly steps?: never; readonly style?: never;   /** A style of the image's bucket, with values for its parameters. */
  readonly styleWith: StyleWithInput; };

/** The bucket to change; what is left out stays as it is. */
export type UpdateBucketInput = {
  /** What callers without a signature may do in it. */
  readonly acl?: BucketAcl | null | undefined;
  /** What it says to pages of other origins. */
  readonly cors?: BucketCorsInput | null | undefined;
  /** What a GET of the OSS endpoint with a process string or style shows, by the same steps, where the object is not there: with the status 200, the header `x-imgraph-fallback`, and kept by caches for 30 seconds. */
  readonly fallbackImage?: FallbackImageInput | null | undefined;
  /** Its name. */
  readonly name: string;
  /** An object that meets any of these rules, 10 at most, is shown to callers without a signature only through a style. Empty: none is protected. */
  readonly sourceProtection?: ReadonlyArray<SourceProtectionRuleInput> | null | undefined;
  /** Separators in force: with `!`, `photo.jpg!small` is `photo.jpg` in the style `small`. Empty: none. */
  readonly styleSeparators?: ReadonlyArray<StyleSeparator> | null | undefined;
};

/** Who answers requests of a URL. */
export type UrlServer =
  /** The object storage behind it, which knows of no revocation. */
  | 'CLOUD'
  /** This gateway. */
  | 'GATEWAY';

/** What a URL is good for. */
export type UrlState =
  /** Its signature was right, and has ended. */
  | 'EXPIRED'
  /** Its signature is right, but its access key may not read that. */
  | 'FORBIDDEN'
  /** It leads elsewhere, and is signed with no access key of this gateway. */
  | 'FOREIGN'
  /** Its signature is right; the access key behind it has been revoked or has ended. */
  | 'KEY_ENDED'
  /** Its signature is right, and begins later. */
  | 'NOT_YET'
  /** Its signature is right, and `revocation` refuses it. */
  | 'REVOKED'
  /** Its signature fits nothing that the URL says: something was changed or cut off, or it covers headers that the URL does not show. */
  | 'TAMPERED'
  /** It is signed with an access key that there is not, or not any more. */
  | 'UNKNOWN_KEY'
  /** It has no signature: ACLs decide. */
  | 'UNSIGNED'
  /** Its signature is right and in force. */
  | 'VALID';

/** Whether two pictures pass for the same. */
export type Verdict =
  /** They differ by more than that. */
  | 'DIFFERENT'
  /** One has more frames: those that both have were compared. */
  | 'FRAMES_DIFFER'
  /** No pixel differs. Their files may. */
  | 'IDENTICAL'
  /** Their widths or heights differ: `b` was scaled to the size of `a` to be compared. */
  | 'SIZE_DIFFERS'
  /** They differ by no more than the tolerance. */
  | 'WITHIN';

/** How text and image of a watermark line up. */
export type WatermarkAlign =
  /** `2` in a process string. */
  | 'BOTTOM'
  /** `1` in a process string. */
  | 'MIDDLE'
  /** `0` in a process string. */
  | 'TOP';

/** Fonts by their OSS names. A font that is not installed is replaced by the bundled one. */
export type WatermarkFont =
  /** `ZHJvaWRzYW5zZmFsbGJhY2s` in a process string. */
  | 'DROIDSANSFALLBACK'
  /** `ZmFuZ3poZW5nZmFuZ3Nvbmc` in a process string. */
  | 'FANGZHENGFANGSONG'
  /** `ZmFuZ3poZW5naGVpdGk` in a process string. */
  | 'FANGZHENGHEITI'
  /** `ZmFuZ3poZW5na2FpdGk` in a process string. */
  | 'FANGZHENGKAITI'
  /** `ZmFuZ3poZW5nc2h1c29uZw` in a process string. */
  | 'FANGZHENGSHUSONG'
  /** `d3F5LW1pY3JvaGVp` in a process string. */
  | 'WQY_MICROHEI'
  /** `d3F5LXplbmhlaQ` in a process string. */
  | 'WQY_ZENHEI';

/** An image that serves as a watermark. */
export type WatermarkImageInput = {
  /** Key of an object in the source's bucket. */
  readonly key: string;
  /** Fits an image watermark into that share of the picture it stands on. In a process string: `P_`. Default: its own size. Range: 1..100 (% of the main picture). */
  readonly share?: number | null | undefined;
  /** Prepares the mark: resize, crop, indexCrop, roundedCorners and rotate are allowed. */
  readonly transform?: TransformInput | null | undefined;
};

/** Draws a text, an image or both over the frame. What reaches over the border is cut off. Exactly one of its fields. */
export type WatermarkInput =
  {   /** An image. */
  readonly image: ImageWatermarkInput; readonly mixed?: never; readonly text?: never; }
  |  { readonly image?: never;   /** An image and a text side by side. */
  readonly mixed: MixedWatermarkInput; readonly text?: never; }
  |  { readonly image?: never; readonly mixed?: never;   /** A line of text. */
  readonly text: TextWatermarkInput; };

/** Which of text and image stands left in a watermark. */
export type WatermarkOrder =
  /** `0` in a process string. */
  | 'IMAGE_FIRST'
  /** `1` in a process string. */
  | 'TEXT_FIRST';

export type AccessKeysQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type AccessKeysQuery = { readonly accessKeys: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateAccessKeyMutationVariables = Exact<{
  input: CreateAccessKeyInput;
}>;


export type CreateAccessKeyMutation = { readonly createAccessKey: { readonly secret: string | null, readonly accessKey: { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type RotateAccessKeyMutationVariables = Exact<{
  input: RotateAccessKeyInput;
}>;


export type RotateAccessKeyMutation = { readonly rotateAccessKey: { readonly secret: string | null, readonly accessKey: { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null } | null, readonly rotated: { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type RevokeAccessKeyMutationVariables = Exact<{
  input: RevokeAccessKeyInput;
}>;


export type RevokeAccessKeyMutation = { readonly revokeAccessKey: { readonly accessKey: { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type CreateTemporaryKeyMutationVariables = Exact<{
  input: CreateTemporaryKeyInput;
}>;


export type CreateTemporaryKeyMutation = { readonly createTemporaryKey: { readonly secret: string | null, readonly securityToken: string | null, readonly accessKey: { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type AccessKeyFactsFragment = { readonly id: string, readonly accessKeyId: string, readonly label: string, readonly role: AccessKeyRole, readonly isTemporary: boolean, readonly parentAccessKeyId: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null, readonly scopes: ReadonlyArray<{ readonly bucket: string, readonly prefix: string | null }> | null };

export type BucketsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type BucketsQuery = { readonly buckets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly acl: BucketAcl | null, readonly createdAt: string | null, readonly styleSeparators: ReadonlyArray<StyleSeparator> | null, readonly sourceProtection: ReadonlyArray<{ readonly prefix: string | null, readonly suffix: string | null, readonly extensions: ReadonlyArray<string> | null, readonly caseInsensitive: boolean }> | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateBucketMutationVariables = Exact<{
  input: CreateBucketInput;
}>;


export type CreateBucketMutation = { readonly createBucket: { readonly bucket: { readonly id: string, readonly name: string, readonly acl: BucketAcl | null, readonly createdAt: string | null, readonly styleSeparators: ReadonlyArray<StyleSeparator> | null, readonly sourceProtection: ReadonlyArray<{ readonly prefix: string | null, readonly suffix: string | null, readonly extensions: ReadonlyArray<string> | null, readonly caseInsensitive: boolean }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type UpdateBucketMutationVariables = Exact<{
  input: UpdateBucketInput;
}>;


export type UpdateBucketMutation = { readonly updateBucket: { readonly bucket: { readonly id: string, readonly name: string, readonly acl: BucketAcl | null, readonly createdAt: string | null, readonly styleSeparators: ReadonlyArray<StyleSeparator> | null, readonly sourceProtection: ReadonlyArray<{ readonly prefix: string | null, readonly suffix: string | null, readonly extensions: ReadonlyArray<string> | null, readonly caseInsensitive: boolean }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type BucketFactsFragment = { readonly id: string, readonly name: string, readonly acl: BucketAcl | null, readonly createdAt: string | null, readonly styleSeparators: ReadonlyArray<StyleSeparator> | null, readonly sourceProtection: ReadonlyArray<{ readonly prefix: string | null, readonly suffix: string | null, readonly extensions: ReadonlyArray<string> | null, readonly caseInsensitive: boolean }> | null };

export type CapabilitiesQueryVariables = Exact<{ [key: string]: never; }>;


export type CapabilitiesQuery = { readonly viewer: { readonly authenticated: boolean, readonly roles: ReadonlyArray<Role> }, readonly capabilities: { readonly engine: Engine, readonly actions: ReadonlyArray<{ readonly name: string, readonly stepField: string | null, readonly description: string, readonly support: Support, readonly parameters: ReadonlyArray<{ readonly name: string, readonly item: string, readonly description: string, readonly type: ParameterType, readonly support: Support, readonly required: boolean, readonly min: number | null, readonly max: number | null, readonly unit: string | null, readonly values: ReadonlyArray<string> | null, readonly default: string | null }> }>, readonly formats: ReadonlyArray<{ readonly format: ImageFormat, readonly contentType: string, readonly decode: boolean, readonly encode: boolean, readonly alpha: boolean, readonly animation: boolean }>, readonly limits: { readonly maxSourceBytes: number, readonly maxSourcePixels: number, readonly deadlineMs: number, readonly memoryBytes: number }, readonly fonts: ReadonlyArray<{ readonly name: string, readonly family: string }> } };

export type CopyImageMutationVariables = Exact<{
  input: CopyImageInput;
}>;


export type CopyImageMutation = { readonly copyImage: { readonly written: boolean, readonly image: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type MoveImageMutationVariables = Exact<{
  input: MoveImageInput;
}>;


export type MoveImageMutation = { readonly moveImage: { readonly written: boolean, readonly image: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type SetImageAclMutationVariables = Exact<{
  input: SetImageAclInput;
}>;


export type SetImageAclMutation = { readonly setImageAcl: { readonly image: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type SetImageMetadataMutationVariables = Exact<{
  input: SetImageMetadataInput;
}>;


export type SetImageMetadataMutation = { readonly setImageMetadata: { readonly image: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly metadata: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type SetImageNotesMutationVariables = Exact<{
  input: SetImageNotesInput;
}>;


export type SetImageNotesMutation = { readonly setImageNotes: { readonly image: { readonly id: string, readonly key: string, readonly alt: string | null, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly focalPoint: { readonly x: number, readonly y: number } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type SetFocalPointMutationVariables = Exact<{
  input: SetFocalPointInput;
}>;


export type SetFocalPointMutation = { readonly setFocalPoint: { readonly image: { readonly id: string, readonly key: string, readonly alt: string | null, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly focalPoint: { readonly x: number, readonly y: number } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type DeleteImagesMutationVariables = Exact<{
  input: DeleteImagesInput;
}>;


export type DeleteImagesMutation = { readonly deleteImages: { readonly deletions: ReadonlyArray<{ readonly key: string, readonly deletedImageId: string | null, readonly error: { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> } | null }>, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type ImageNotesFragment = { readonly id: string, readonly key: string, readonly alt: string | null, readonly title: string | null, readonly tags: ReadonlyArray<string>, readonly focalPoint: { readonly x: number, readonly y: number } | null };

export type ImageChangesSubscriptionVariables = Exact<{
  bucket?: string | null | undefined;
  prefix?: string | null | undefined;
}>;


export type ImageChangesSubscription = { readonly imageChanged: { readonly kind: ImageEventKind, readonly key: string, readonly at: string, readonly image: { readonly id: string, readonly key: string, readonly responsive: { readonly src: string, readonly srcSet: string, readonly sizes: string | null, readonly width: number, readonly height: number, readonly aspectRatio: number, readonly alt: string | null, readonly title: string | null, readonly base64: string | null, readonly bgColor: string | null, readonly thumbhash: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string | null }> } | null } | null } };

export type CompareQueryVariables = Exact<{
  bucket?: string | null | undefined;
  key: string;
  a: RenditionSpec;
  b: RenditionSpec;
  tolerance?: ToleranceInput | null | undefined;
  heatMapSide?: number | null | undefined;
}>;


export type CompareQuery = { readonly compare: { readonly verdict: Verdict, readonly psnr: number | null, readonly ssim: number, readonly largestDifference: number, readonly differingShare: number, readonly frames: number, readonly heatMap: string, readonly a: { readonly byteSize: number, readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly format: ImageFormat, readonly process: string } }, readonly b: { readonly byteSize: number, readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly format: ImageFormat, readonly process: string } } } | null };

export type ComparedSideFragment = { readonly byteSize: number, readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly format: ImageFormat, readonly process: string } };

export type ExplainQueryVariables = Exact<{
  bucket?: string | null | undefined;
  key: string;
  transform: TransformInput;
}>;


export type ExplainQuery = { readonly image: { readonly rendition: { readonly width: number, readonly height: number, readonly process: string, readonly plan: { readonly engine: Engine, readonly peakBytes: number, readonly milliseconds: number, readonly expectedBytes: number | null, readonly cache: CacheState, readonly stages: ReadonlyArray<{ readonly format: ImageFormat, readonly quality: number | null, readonly animated: boolean, readonly shrink: ReadShrink | null, readonly rules: ReadonlyArray<string>, readonly steps: ReadonlyArray<{ readonly process: string, readonly width: number, readonly height: number }>, readonly passes: ReadonlyArray<{ readonly ops: ReadonlyArray<string>, readonly width: number, readonly height: number }> }> } } | null } | null };

export type FolderQueryVariables = Exact<{
  bucket?: string | null | undefined;
  prefix?: string | null | undefined;
  first?: number;
  afterFolder?: string | null | undefined;
  afterObject?: string | null | undefined;
}>;


export type FolderQuery = { readonly prefixes: { readonly nodes: ReadonlyArray<{ readonly prefix: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly objects: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly lastModified: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type GalleryQueryVariables = Exact<{
  bucket?: string | null | undefined;
  prefix?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type GalleryQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly key: string, readonly responsive: { readonly src: string, readonly srcSet: string, readonly sizes: string | null, readonly width: number, readonly height: number, readonly aspectRatio: number, readonly alt: string | null, readonly title: string | null, readonly base64: string | null, readonly bgColor: string | null, readonly thumbhash: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string | null }> } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type GalleryPictureFragment = { readonly id: string, readonly key: string, readonly responsive: { readonly src: string, readonly srcSet: string, readonly sizes: string | null, readonly width: number, readonly height: number, readonly aspectRatio: number, readonly alt: string | null, readonly title: string | null, readonly base64: string | null, readonly bgColor: string | null, readonly thumbhash: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string | null }> } | null };

export type ResponsiveFactsFragment = { readonly src: string, readonly srcSet: string, readonly sizes: string | null, readonly width: number, readonly height: number, readonly aspectRatio: number, readonly alt: string | null, readonly title: string | null, readonly base64: string | null, readonly bgColor: string | null, readonly thumbhash: string | null, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcSet: string, readonly sizes: string | null }> };

export type ImageQueryVariables = Exact<{
  bucket?: string | null | undefined;
  key: string;
  transform: TransformInput;
  expiresIn?: number | null | undefined;
}>;


export type ImageQuery = { readonly image: { readonly averageHue: string | null, readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly metadata: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly info: { readonly format: ImageFormat, readonly width: number, readonly height: number, readonly displayWidth: number, readonly displayHeight: number, readonly orientation: number, readonly frames: number, readonly alpha: boolean, readonly quality: number | null, readonly byteSize: number } | null, readonly rendition: { readonly url: string, readonly expiresAt: string | null, readonly width: number, readonly height: number, readonly frames: number, readonly format: ImageFormat, readonly contentType: string, readonly process: string, readonly warnings: ReadonlyArray<{ readonly stage: number, readonly step: number | null, readonly action: string, readonly item: string | null, readonly message: string }> } | null, readonly bucket: { readonly name: string } } | null };

export type ImageUrlQueryVariables = Exact<{
  bucket?: string | null | undefined;
  key: string;
  transform?: TransformInput | null | undefined;
  expiresIn?: number | null | undefined;
  download?: string | null | undefined;
}>;


export type ImageUrlQuery = { readonly image: { readonly url: string | null } | null };

export type ImageFactsFragment = { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly bucket: { readonly name: string } };

export type RenditionFactsFragment = { readonly url: string, readonly expiresAt: string | null, readonly width: number, readonly height: number, readonly frames: number, readonly format: ImageFormat, readonly contentType: string, readonly process: string, readonly warnings: ReadonlyArray<{ readonly stage: number, readonly step: number | null, readonly action: string, readonly item: string | null, readonly message: string }> };

export type ImagesQueryVariables = Exact<{
  bucket?: string | null | undefined;
  prefix?: string | null | undefined;
  delimiter?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
  transform: TransformInput;
}>;


export type ImagesQuery = { readonly images: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly rendition: { readonly url: string, readonly width: number, readonly height: number } | null, readonly bucket: { readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InspectUrlQueryVariables = Exact<{
  url: string;
}>;


export type InspectUrlQuery = { readonly inspectUrl: { readonly state: UrlState, readonly server: UrlServer | null, readonly isServed: boolean, readonly bucket: string | null, readonly key: string | null, readonly process: string | null, readonly method: string | null, readonly signatureVersion: number | null, readonly accessKeyId: string | null, readonly signedAt: string | null, readonly expiresAt: string | null, readonly object: { readonly byteSize: number, readonly lastModified: string } | null, readonly handedOut: ReadonlyArray<{ readonly caller: string, readonly processes: ReadonlyArray<string>, readonly signedAt: string }>, readonly revocation: { readonly id: string, readonly kind: RevokedKind, readonly reason: string, readonly revokedBy: string, readonly revokedAt: string } | null } };

export type PipelineQueryVariables = Exact<{
  transform: TransformInput;
}>;


export type PipelineQuery = { readonly pipeline: { readonly process: string, readonly wire: string, readonly warnings: ReadonlyArray<{ readonly stage: number, readonly step: number | null, readonly action: string, readonly item: string | null, readonly message: string }>, readonly stages: ReadonlyArray<
      | { readonly __typename: 'StepsStage', readonly steps: ReadonlyArray<
          | { readonly __typename: 'AutoFormatStep' }
          | { readonly __typename: 'AutoOrientStep' }
          | { readonly __typename: 'AverageHueStep' }
          | { readonly __typename: 'BlurStep' }
          | { readonly __typename: 'BrightStep' }
          | { readonly __typename: 'CircleStep' }
          | { readonly __typename: 'ContrastStep' }
          | { readonly __typename: 'CropStep', readonly gravity: Gravity | null, readonly x: number | null, readonly y: number | null, readonly width: number | null, readonly height: number | null }
          | { readonly __typename: 'EngineStep' }
          | { readonly __typename: 'FocalCropStep' }
          | { readonly __typename: 'FormatStep', readonly format: OutputFormat | null }
          | { readonly __typename: 'IndexCropStep' }
          | { readonly __typename: 'InfoStep' }
          | { readonly __typename: 'InterlaceStep' }
          | { readonly __typename: 'MaxBytesStep' }
          | { readonly __typename: 'MetadataStep' }
          | { readonly __typename: 'QualityStep', readonly absolute: number | null, readonly relative: number | null }
          | { readonly __typename: 'ResizeStep', readonly mode: ResizeMode | null, readonly width: number | null, readonly height: number | null, readonly longSide: number | null, readonly shortSide: number | null, readonly percent: number | null, readonly limit: boolean | null, readonly color: string | null }
          | { readonly __typename: 'RotateStep', readonly degrees: number | null }
          | { readonly __typename: 'RoundedCornersStep' }
          | { readonly __typename: 'SharpenStep' }
          | { readonly __typename: 'SmartCropStep' }
          | { readonly __typename: 'TrimStep' }
          | { readonly __typename: 'WatermarkStep' }
        > }
      | { readonly __typename: 'StyleStage', readonly style: string }
    > } };

export type PlaceholderQueryVariables = Exact<{
  key: string;
  bucket?: string | null | undefined;
}>;


export type PlaceholderQuery = { readonly image: { readonly palette: ReadonlyArray<string> | null, readonly perceptualHash: string | null, readonly placeholder: { readonly value: string } | null, readonly blurHash: { readonly value: string } | null, readonly rendition: { readonly url: string, readonly width: number, readonly height: number, readonly isNegotiated: boolean } | null } | null };

export type SaveImageMutationVariables = Exact<{
  input: SaveImageInput;
}>;


export type SaveImageMutation = { readonly saveImage: { readonly written: boolean, readonly image: { readonly url: string | null, readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly info: { readonly format: ImageFormat, readonly width: number, readonly height: number } | null, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type UserErrorFactsFragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> };

export type StylesQueryVariables = Exact<{
  bucket?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type StylesQuery = { readonly styles: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly process: string, readonly createdAt: string, readonly updatedAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateStyleMutationVariables = Exact<{
  input: CreateStyleInput;
}>;


export type CreateStyleMutation = { readonly createStyle: { readonly style: { readonly id: string, readonly name: string, readonly process: string, readonly createdAt: string, readonly updatedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type DeleteStyleMutationVariables = Exact<{
  input: DeleteStyleInput;
}>;


export type DeleteStyleMutation = { readonly deleteStyle: { readonly deletedStyleId: string | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type StyleFactsFragment = { readonly id: string, readonly name: string, readonly process: string, readonly createdAt: string, readonly updatedAt: string };

export type TilesQueryVariables = Exact<{
  bucket?: string | null | undefined;
  prefix?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
  side: number;
  width: number;
  dpr: number;
}>;


export type TilesQuery = { readonly images: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly key: string, readonly alt: string | null, readonly lqip: { readonly value: string } | null, readonly tile: { readonly url: string } | null, readonly whole: { readonly url: string, readonly width: number, readonly height: number } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TilePictureFragment = { readonly id: string, readonly key: string, readonly alt: string | null, readonly lqip: { readonly value: string } | null, readonly tile: { readonly url: string } | null, readonly whole: { readonly url: string, readonly width: number, readonly height: number } | null };

export type CreateUploadMutationVariables = Exact<{
  input: CreateUploadInput;
}>;


export type CreateUploadMutation = { readonly createUpload: { readonly upload: { readonly id: string, readonly key: string, readonly byteSize: number, readonly receivedBytes: number, readonly expiresAt: string, readonly parts: ReadonlyArray<{ readonly number: number, readonly offset: number, readonly byteSize: number, readonly isReceived: boolean, readonly method: string, readonly url: string, readonly headers: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type UploadQueryVariables = Exact<{
  id: string | number;
}>;


export type UploadQuery = { readonly upload: { readonly id: string, readonly key: string, readonly byteSize: number, readonly receivedBytes: number, readonly expiresAt: string, readonly parts: ReadonlyArray<{ readonly number: number, readonly offset: number, readonly byteSize: number, readonly isReceived: boolean, readonly method: string, readonly url: string, readonly headers: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } | null };

export type CompleteUploadMutationVariables = Exact<{
  input: CompleteUploadInput;
}>;


export type CompleteUploadMutation = { readonly completeUpload: { readonly image: { readonly id: string, readonly key: string, readonly byteSize: number, readonly contentType: string, readonly etag: string, readonly lastModified: string, readonly acl: ObjectAcl, readonly bucket: { readonly name: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type AbortUploadMutationVariables = Exact<{
  input: AbortUploadInput;
}>;


export type AbortUploadMutation = { readonly abortUpload: { readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly hint: string, readonly params: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type UploadFactsFragment = { readonly id: string, readonly key: string, readonly byteSize: number, readonly receivedBytes: number, readonly expiresAt: string, readonly parts: ReadonlyArray<{ readonly number: number, readonly offset: number, readonly byteSize: number, readonly isReceived: boolean, readonly method: string, readonly url: string, readonly headers: ReadonlyArray<{ readonly key: string, readonly value: string }> }> };

export const AccessKeyFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]} as unknown as DocumentNode<AccessKeyFactsFragment, unknown>;
export const BucketFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BucketFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Bucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"styleSeparators"}},{"kind":"Field","name":{"kind":"Name","value":"sourceProtection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"suffix"}},{"kind":"Field","name":{"kind":"Name","value":"extensions"}},{"kind":"Field","name":{"kind":"Name","value":"caseInsensitive"}}]}}]}}]} as unknown as DocumentNode<BucketFactsFragment, unknown>;
export const ImageNotesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageNotes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}}]}}]} as unknown as DocumentNode<ImageNotesFragment, unknown>;
export const ComparedSideFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ComparedSide"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComparedRendition"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"process"}}]}}]}}]} as unknown as DocumentNode<ComparedSideFragment, unknown>;
export const ResponsiveFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResponsiveFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}},{"kind":"Field","name":{"kind":"Name","value":"bgColor"}},{"kind":"Field","name":{"kind":"Name","value":"thumbhash"}}]}}]} as unknown as DocumentNode<ResponsiveFactsFragment, unknown>;
export const GalleryPictureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GalleryPicture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"480"},{"kind":"IntValue","value":"960"},{"kind":"IntValue","value":"1920"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AVIF"},{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResponsiveFacts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResponsiveFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}},{"kind":"Field","name":{"kind":"Name","value":"bgColor"}},{"kind":"Field","name":{"kind":"Name","value":"thumbhash"}}]}}]} as unknown as DocumentNode<GalleryPictureFragment, unknown>;
export const ImageFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}}]} as unknown as DocumentNode<ImageFactsFragment, unknown>;
export const RenditionFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RenditionFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rendition"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"item"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<RenditionFactsFragment, unknown>;
export const UserErrorFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<UserErrorFactsFragment, unknown>;
export const StyleFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StyleFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Style"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<StyleFactsFragment, unknown>;
export const TilePictureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TilePicture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","alias":{"kind":"Name","value":"lqip"},"name":{"kind":"Name","value":"placeholder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"LQIP"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"simple"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"Variable","name":{"kind":"Name","value":"side"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"Variable","name":{"kind":"Name","value":"side"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"fit"},"value":{"kind":"EnumValue","value":"COVER"}},{"kind":"ObjectField","name":{"kind":"Name","value":"focus"},"value":{"kind":"EnumValue","value":"ATTENTION"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dpr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dpr"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"whole"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"simple"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"Variable","name":{"kind":"Name","value":"width"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dpr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dpr"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]} as unknown as DocumentNode<TilePictureFragment, unknown>;
export const UploadFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"receivedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"isReceived"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<UploadFactsFragment, unknown>;
export const AccessKeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccessKeys"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessKeys"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]} as unknown as DocumentNode<AccessKeysQuery, AccessKeysQueryVariables>;
export const CreateAccessKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAccessKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAccessKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAccessKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CreateAccessKeyMutation, CreateAccessKeyMutationVariables>;
export const RotateAccessKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateAccessKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateAccessKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rotateAccessKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"rotated"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<RotateAccessKeyMutation, RotateAccessKeyMutationVariables>;
export const RevokeAccessKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeAccessKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeAccessKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeAccessKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<RevokeAccessKeyMutation, RevokeAccessKeyMutationVariables>;
export const CreateTemporaryKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTemporaryKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTemporaryKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTemporaryKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessKeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"securityToken"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessKeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTemporary"}},{"kind":"Field","name":{"kind":"Name","value":"parentAccessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CreateTemporaryKeyMutation, CreateTemporaryKeyMutationVariables>;
export const BucketsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Buckets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buckets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BucketFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BucketFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Bucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"styleSeparators"}},{"kind":"Field","name":{"kind":"Name","value":"sourceProtection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"suffix"}},{"kind":"Field","name":{"kind":"Name","value":"extensions"}},{"kind":"Field","name":{"kind":"Name","value":"caseInsensitive"}}]}}]}}]} as unknown as DocumentNode<BucketsQuery, BucketsQueryVariables>;
export const CreateBucketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateBucket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateBucketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createBucket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BucketFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BucketFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Bucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"styleSeparators"}},{"kind":"Field","name":{"kind":"Name","value":"sourceProtection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"suffix"}},{"kind":"Field","name":{"kind":"Name","value":"extensions"}},{"kind":"Field","name":{"kind":"Name","value":"caseInsensitive"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CreateBucketMutation, CreateBucketMutationVariables>;
export const UpdateBucketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateBucket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateBucketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateBucket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BucketFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BucketFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Bucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"styleSeparators"}},{"kind":"Field","name":{"kind":"Name","value":"sourceProtection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"suffix"}},{"kind":"Field","name":{"kind":"Name","value":"extensions"}},{"kind":"Field","name":{"kind":"Name","value":"caseInsensitive"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<UpdateBucketMutation, UpdateBucketMutationVariables>;
export const CapabilitiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"authenticated"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"stepField"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"support"}},{"kind":"Field","name":{"kind":"Name","value":"parameters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"item"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"support"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"default"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"formats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"decode"}},{"kind":"Field","name":{"kind":"Name","value":"encode"}},{"kind":"Field","name":{"kind":"Name","value":"alpha"}},{"kind":"Field","name":{"kind":"Name","value":"animation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxSourceBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxSourcePixels"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineMs"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fonts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"family"}}]}}]}}]}}]} as unknown as DocumentNode<CapabilitiesQuery, CapabilitiesQueryVariables>;
export const CopyImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CopyImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CopyImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"copyImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"written"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CopyImageMutation, CopyImageMutationVariables>;
export const MoveImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MoveImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MoveImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"moveImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"written"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<MoveImageMutation, MoveImageMutationVariables>;
export const SetImageAclDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetImageAcl"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetImageAclInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setImageAcl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SetImageAclMutation, SetImageAclMutationVariables>;
export const SetImageMetadataDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetImageMetadata"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetImageMetadataInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setImageMetadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SetImageMetadataMutation, SetImageMetadataMutationVariables>;
export const SetImageNotesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetImageNotes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetImageNotesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setImageNotes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageNotes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageNotes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SetImageNotesMutation, SetImageNotesMutationVariables>;
export const SetFocalPointDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetFocalPoint"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetFocalPointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setFocalPoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageNotes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageNotes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"focalPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SetFocalPointMutation, SetFocalPointMutationVariables>;
export const DeleteImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteImages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteImagesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"deletedImageId"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<DeleteImagesMutation, DeleteImagesMutationVariables>;
export const ImageChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ImageChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imageChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GalleryPicture"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResponsiveFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}},{"kind":"Field","name":{"kind":"Name","value":"bgColor"}},{"kind":"Field","name":{"kind":"Name","value":"thumbhash"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GalleryPicture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"480"},{"kind":"IntValue","value":"960"},{"kind":"IntValue","value":"1920"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AVIF"},{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResponsiveFacts"}}]}}]}}]} as unknown as DocumentNode<ImageChangesSubscription, ImageChangesSubscriptionVariables>;
export const CompareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Compare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"a"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenditionSpec"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"b"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenditionSpec"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tolerance"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ToleranceInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"heatMapSide"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"512"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"a"},"value":{"kind":"Variable","name":{"kind":"Name","value":"a"}}},{"kind":"Argument","name":{"kind":"Name","value":"b"},"value":{"kind":"Variable","name":{"kind":"Name","value":"b"}}},{"kind":"Argument","name":{"kind":"Name","value":"tolerance"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tolerance"}}},{"kind":"Argument","name":{"kind":"Name","value":"heatMapSide"},"value":{"kind":"Variable","name":{"kind":"Name","value":"heatMapSide"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"psnr"}},{"kind":"Field","name":{"kind":"Name","value":"ssim"}},{"kind":"Field","name":{"kind":"Name","value":"largestDifference"}},{"kind":"Field","name":{"kind":"Name","value":"differingShare"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"heatMap"}},{"kind":"Field","name":{"kind":"Name","value":"a"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ComparedSide"}}]}},{"kind":"Field","name":{"kind":"Name","value":"b"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ComparedSide"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ComparedSide"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComparedRendition"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"process"}}]}}]}}]} as unknown as DocumentNode<CompareQuery, CompareQueryVariables>;
export const ExplainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Explain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}},{"kind":"Field","name":{"kind":"Name","value":"expectedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"cache"}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"animated"}},{"kind":"Field","name":{"kind":"Name","value":"shrink"}},{"kind":"Field","name":{"kind":"Name","value":"rules"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ops"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExplainQuery, ExplainQueryVariables>;
export const FolderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Folder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterFolder"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterObject"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefixes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterFolder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterObject"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<FolderQuery, FolderQueryVariables>;
export const GalleryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Gallery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"24"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GalleryPicture"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResponsiveFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResponsiveImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"src"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"srcSet"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}},{"kind":"Field","name":{"kind":"Name","value":"bgColor"}},{"kind":"Field","name":{"kind":"Name","value":"thumbhash"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GalleryPicture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"responsive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"widths"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"480"},{"kind":"IntValue","value":"960"},{"kind":"IntValue","value":"1920"}]}},{"kind":"Argument","name":{"kind":"Name","value":"formats"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AVIF"},{"kind":"EnumValue","value":"WEBP"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResponsiveFacts"}}]}}]}}]} as unknown as DocumentNode<GalleryQuery, GalleryQueryVariables>;
export const ImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Image"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}},{"kind":"Field","name":{"kind":"Name","value":"averageHue"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"info"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"displayWidth"}},{"kind":"Field","name":{"kind":"Name","value":"displayHeight"}},{"kind":"Field","name":{"kind":"Name","value":"orientation"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"alpha"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiresIn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RenditionFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RenditionFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rendition"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"item"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ImageQuery, ImageQueryVariables>;
export const ImageUrlDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageUrl"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"download"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiresIn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiresIn"}}},{"kind":"Argument","name":{"kind":"Name","value":"download"},"value":{"kind":"Variable","name":{"kind":"Name","value":"download"}}}]}]}}]}}]} as unknown as DocumentNode<ImageUrlQuery, ImageUrlQueryVariables>;
export const ImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Images"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"delimiter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"delimiter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"delimiter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}}]} as unknown as DocumentNode<ImagesQuery, ImagesQueryVariables>;
export const InspectUrlDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InspectUrl"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"url"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"URL"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspectUrl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"url"},"value":{"kind":"Variable","name":{"kind":"Name","value":"url"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"server"}},{"kind":"Field","name":{"kind":"Name","value":"isServed"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"signatureVersion"}},{"kind":"Field","name":{"kind":"Name","value":"accessKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"signedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"object"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"handedOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caller"}},{"kind":"Field","name":{"kind":"Name","value":"processes"}},{"kind":"Field","name":{"kind":"Name","value":"signedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revocation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"revokedBy"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]}}]}}]} as unknown as DocumentNode<InspectUrlQuery, InspectUrlQueryVariables>;
export const PipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Pipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransformInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"wire"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"item"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StyleStage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"style"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepsStage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResizeStep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"longSide"}},{"kind":"Field","name":{"kind":"Name","value":"shortSide"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"color"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CropStep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gravity"}},{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RotateStep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"degrees"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormatStep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QualityStep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"absolute"}},{"kind":"Field","name":{"kind":"Name","value":"relative"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PipelineQuery, PipelineQueryVariables>;
export const PlaceholderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Placeholder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeholder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"blurHash"},"name":{"kind":"Name","value":"placeholder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"BLURHASH"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"palette"}},{"kind":"Field","name":{"kind":"Name","value":"perceptualHash"}},{"kind":"Field","name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"simple"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"IntValue","value":"320"}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"IntValue","value":"320"}},{"kind":"ObjectField","name":{"kind":"Name","value":"fit"},"value":{"kind":"EnumValue","value":"COVER"}},{"kind":"ObjectField","name":{"kind":"Name","value":"focus"},"value":{"kind":"EnumValue","value":"ATTENTION"}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"AUTO"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"isNegotiated"}}]}}]}}]}}]} as unknown as DocumentNode<PlaceholderQuery, PlaceholderQueryVariables>;
export const SaveImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"written"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"info"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SaveImageMutation, SaveImageMutationVariables>;
export const StylesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Styles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"styles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StyleFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StyleFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Style"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<StylesQuery, StylesQueryVariables>;
export const CreateStyleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateStyle"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateStyleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createStyle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"style"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StyleFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StyleFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Style"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CreateStyleMutation, CreateStyleMutationVariables>;
export const DeleteStyleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteStyle"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteStyleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteStyle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedStyleId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<DeleteStyleMutation, DeleteStyleMutationVariables>;
export const TilesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tiles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"30"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"side"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"width"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dpr"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Float"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TilePicture"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TilePicture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","alias":{"kind":"Name","value":"lqip"},"name":{"kind":"Name","value":"placeholder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"LQIP"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tile"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"simple"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"Variable","name":{"kind":"Name","value":"side"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"height"},"value":{"kind":"Variable","name":{"kind":"Name","value":"side"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"fit"},"value":{"kind":"EnumValue","value":"COVER"}},{"kind":"ObjectField","name":{"kind":"Name","value":"focus"},"value":{"kind":"EnumValue","value":"ATTENTION"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dpr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dpr"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"whole"},"name":{"kind":"Name","value":"rendition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"simple"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"width"},"value":{"kind":"Variable","name":{"kind":"Name","value":"width"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dpr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dpr"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"WEBP"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]} as unknown as DocumentNode<TilesQuery, TilesQueryVariables>;
export const CreateUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UploadFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"receivedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"isReceived"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CreateUploadMutation, CreateUploadMutationVariables>;
export const UploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Upload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UploadFacts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"receivedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"isReceived"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<UploadQuery, UploadQueryVariables>;
export const CompleteUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CompleteUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompleteUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"completeUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"lastModified"}},{"kind":"Field","name":{"kind":"Name","value":"acl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<CompleteUploadMutation, CompleteUploadMutationVariables>;
export const AbortUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AbortUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AbortUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"abortUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"params"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<AbortUploadMutation, AbortUploadMutationVariables>;