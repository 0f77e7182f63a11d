import type { Client } from "imgraph/client";
import { Image } from "imgraph/react";
import { type CSSProperties, useState } from "react";
import { Lightbox } from "./lightbox.js";
import type { Picture } from "./picture.js";
import { usePictures } from "./use-pictures.js";

/** All pictures in rows of one height, page by page; one that is clicked fills the window. */
export function Gallery({ client }: { readonly client: Client }) {
  const { pictures, state, next, renew } = usePictures(client, 12);
  const [open, setOpen] = useState<string>();
  const opened = pictures.find(({ id }) => id === open);
  return (
    <main>
      <h1>Gallery</h1>
      <ul className="rows" aria-busy={state === "asking"}>
        {pictures.map((picture, index) => (
          <Tile
            key={picture.id}
            picture={picture}
            first={index < 4}
            onOpen={() => setOpen(picture.id)}
            onGone={renew}
          />
        ))}
      </ul>
      {state === "complete" && pictures.length === 0 && <p>There are no pictures yet.</p>}
      {state === "more" && (
        <button type="button" className="more" onClick={next}>
          More
        </button>
      )}
      {typeof state === "object" && (
        <p role="alert">
          {state.failed}{" "}
          <button type="button" onClick={next}>
            Try again
          </button>
        </p>
      )}
      {opened && <Lightbox picture={opened} onClose={() => setOpen(undefined)} />}
    </main>
  );
}

interface TileProps {
  readonly picture: Picture;
  /** Among those that a visitor sees first. */
  readonly first: boolean;
  onOpen(): void;
  /** Its URL does not hold any more. */
  onGone(): void;
}

function Tile({ picture: { name, data }, first, onOpen, onGone }: TileProps) {
  const ratio = data.width / data.height;
  return (
    <li style={{ "--ratio": ratio } as CSSProperties}>
      <button type="button" onClick={onOpen} aria-label={`Enlarge ${name}`}>
        <Image
          data={data}
          sizes={`(max-width: 600px) 100vw, calc(${ratio.toFixed(2)} * 340px)`}
          priority={first}
          onError={onGone}
        />
      </button>
    </li>
  );
}
