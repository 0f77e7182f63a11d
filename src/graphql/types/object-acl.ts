import { registerEnumType } from "type-graphql";
import type { ObjectAcl } from "../../service/ports.js";
import { BucketAcls } from "./bucket.js";

/** The enum `ObjectAcl`. */
export const ObjectAcls = { DEFAULT: "default", ...BucketAcls } as const satisfies Record<string, ObjectAcl>;

registerEnumType(ObjectAcls, {
  name: "ObjectAcl",
  description: "What callers without a signature may do with an object.",
  valuesConfig: {
    DEFAULT: { description: "What the ACL of the bucket says." },
    PRIVATE: { description: "Nothing." },
    PUBLIC_READ: { description: "Read it." },
    PUBLIC_READ_WRITE: { description: "Read, replace and delete it." },
  },
});
