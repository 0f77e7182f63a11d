import { actions } from "../../dist/pipeline/index.js";

/** Where the pictures of the examples lie, below the root. */
export const pictureFolder = "docs/images/actions";

/** The examples of which there is a picture: all but those that ask a question, draw another object, or change nothing that can be seen. */
export function pictured() {
  return Object.values(actions).flatMap((action) =>
    action.examples.flatMap((example, index) =>
      isPictured(action, example) ? [{ action, example, number: index + 1 }] : [],
    ),
  );
}

export function isPictured({ role }, { process }) {
  return role !== "query" && !process.includes("image_");
}

export function pictureName({ name }, number) {
  return `${name}-${number}.webp`;
}

/** Renders the example, and then makes a picture for a page of its result. */
export function exampleProcess({ process }) {
  return `image/${process}|image/resize,l_200/format,webp/quality,Q_70`;
}
