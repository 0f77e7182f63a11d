import { Image } from "imgraph/react";
import { type CSSProperties, useEffect, useRef } from "react";
import type { Picture } from "./picture.js";

/** One picture as large as the window lets it be, over all else. Escape, the cross and a click beside it close it. */
export function Lightbox({ picture, onClose }: { readonly picture: Picture; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { name, data } = picture;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a modal dialog closes by Escape of itself
    <dialog
      ref={dialog}
      aria-label={name}
      onClose={onClose}
      onClick={({ target }) => {
        if (target === dialog.current) dialog.current.close();
      }}
    >
      <Image data={data} sizes="100vw" priority style={fitting} />
      <p>
        {name}
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </p>
    </dialog>
  );
}

/** As large as it may be, in its own shape, with room for its name. */
const fitting: CSSProperties = { maxWidth: "calc(100vw - 24px)", maxHeight: "calc(100vh - 84px)", width: "auto" };
