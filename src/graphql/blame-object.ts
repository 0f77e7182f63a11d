import { isFailure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import type { Blame, InputPath } from "./refused-input.js";

/** Which of two objects a failure is about, for inputs with `source` and `target`. */
export const blameSourceOrTarget =
  (source: ObjectRef, target: ObjectRef): Blame =>
  (failure) => {
    if (failure.code === "FileAlreadyExists") return ["target", "key"];
    // One with a place is about a watermark's object, and so the transform's.
    if (failure.code === "NoSuchKey" && failure.where.item === undefined) return ["source", "key"];
    if (isFailure(failure, "AccessDenied")) {
      const isAbout = ({ bucket, key }: ObjectRef) => bucket === failure.details.bucket && key === failure.details.key;
      return isAbout(source) ? ["source"] : isAbout(target) ? ["target"] : undefined;
    }
    if (failure.code !== "NoSuchBucket") return undefined;
    const { bucket } = failure.details as { bucket: string };
    // The source is looked up first.
    if (bucket === source.bucket) return ["source", "bucket"];
    return bucket === target.bucket ? ["target", "bucket"] : undefined;
  };

/** The object that an input names at `path`, where a failure is about that or its content. */
export const blameObject =
  (path: InputPath): Blame =>
  ({ code }) => {
    switch (code) {
      case "NoSuchBucket":
        return [...path, "bucket"];
      case "NoSuchKey":
        return [...path, "key"];
      case "AccessDenied":
      case "BadRequest":
        return path;
      default:
        return undefined;
    }
  };

/** The bucket that an input names at `path`, where a failure is about that or the right to it. */
export const blameBucket =
  (path: InputPath): Blame =>
  ({ code }) =>
    code === "NoSuchBucket" || code === "AccessDenied" ? path : undefined;
