import { type Readable, Transform } from "node:stream";
import { Failure } from "../base/failure.js";

/** A body that fails with ImageTooLarge as soon as it is known to be longer than `maxBytes`, at once where its announced length is. */
export function boundBody(body: Readable, maxBytes: number, announced: number | undefined): Readable {
  const tooLarge = (got: string) => new Failure("ImageTooLarge", { what: "The file", limit: `${maxBytes} bytes`, got });
  if (announced !== undefined && announced > maxBytes) {
    body.destroy();
    throw tooLarge(`${announced} bytes`);
  }
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(tooLarge(`more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
    destroy(error, done) {
      body.destroy();
      done(error);
    },
  });
  body.once("error", (error) => bounded.destroy(error));
  body.once("aborted", () => bounded.destroy(new Error("the other host broke off")));
  return body.pipe(bounded);
}
