import { writeNodeId } from "../../src/graphql/node-id.js";
import type { Samples } from "./input-places.js";

const box = { width: 9, height: 9 };

/** Inputs that are right, for a gateway whose default bucket `photos` has the image `a.jpg` and the style `small`. */
export const samples: Samples = {
  values: {
    TransformInput: { process: "image/bright,1" },
    StepInput: { bright: 1 },
    WatermarkInput: { text: { text: "a" } },
    WatermarkImageInput: { key: "a.jpg" },
    StyleValueInput: { int: 9 },
    "StyleValueInput.int": 9,
    "StyleValueInput.choice": "lfit",
    StyleParameterInput: { name: "level", targets: [{ action: "bright", argument: "value" }] },
    RevokedUrlsInput: { caller: "nobody" },
    URL: "https://192.0.2.1/a.jpg",
    Boolean: true,
    HexColor: "#000000",
    DateTime: "2026-01-31T12:00:00Z",
    "RevokedUrlsInput.url": "http://gateway/photos/a.jpg?Signature=none",
    "Query.node": writeNodeId("Image", "photos", "a.jpg"),
    "Query.bucket": "photos",
    "CreateBucketInput.name": "photos",
    "UpdateBucketInput.name": "photos",
    "KeyScopeInput.bucket": "photos",
    "BucketCorsRuleInput.allowedOrigins": "https://a.example",
    contentType: "image/png",
    id: writeNodeId("Image", "photos", "a.jpg"),
    key: "a.jpg",
    keys: "a.jpg",
    name: "small",
    uploadId: "none",
    accessKeyId: "none",
    action: "bright",
    argument: "value",
    values: "9",
  },
  companions: {
    "SimpleTransform.dpr": { width: 9 },
    "SimpleTransform.focalPoint": { ...box, fit: "COVER" },
    "SimpleTransform.focus": { ...box, fit: "COVER" },
    "SimpleTransform.fit": box,
    "IndexCropInput.index": { x: 9 },
    "RenditionSpec.styleVersion": { transform: { style: "small" } },
  },
};
