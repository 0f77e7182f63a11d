import { type Client, GalleryDocument } from "imgraph/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Picture, pictureOf } from "./picture.js";

/** Pictures that are there, and how the asking for more of them stands. */
export interface Pictures {
  readonly pictures: readonly Picture[];
  readonly state: "asking" | "more" | "complete" | { readonly failed: string };
  /** Asks for the next page. */
  next(): void;
  /** Asks for all anew: URLs end after an hour, and a page may stay open for longer. At most once in a minute. */
  renew(): void;
}

const start = { pictures: [] as readonly Picture[], after: undefined as string | undefined };

/** The pictures of the gateway's default bucket, page by page; the first page is asked for at once. */
export function usePictures(client: Client, pageSize: number): Pictures {
  const [from, setFrom] = useState(start);
  const [{ pictures, state, endCursor }, setAnswer] = useState<Answer>(asking);

  useEffect(() => {
    const leave = new AbortController();
    ask(client, pageSize, from.after, leave.signal).then(
      (page) => setAnswer({ ...page, pictures: [...from.pictures, ...page.pictures] }),
      (error: Error) => {
        if (!leave.signal.aborted)
          setAnswer({ pictures: from.pictures, state: { failed: error.message }, endCursor: from.after });
      },
    );
    return () => leave.abort();
  }, [client, pageSize, from]);

  const go = useCallback((to: typeof start) => {
    setAnswer({ pictures: to.pictures, state: "asking", endCursor: to.after });
    setFrom(to);
  }, []);
  const next = useCallback(() => go({ pictures, after: endCursor }), [go, pictures, endCursor]);
  const asked = useRef(Date.now());
  const renew = useCallback(() => {
    // A picture that cannot be had for another reason is not asked for for ever.
    if (Date.now() - asked.current < 60_000) return;
    asked.current = Date.now();
    go({ ...start });
  }, [go]);
  return { pictures, state, next, renew };
}

interface Answer extends Pick<Pictures, "pictures" | "state"> {
  readonly endCursor: string | undefined;
}
const asking: Answer = { pictures: [], state: "asking", endCursor: undefined };

async function ask(client: Client, first: number, after: string | undefined, signal: AbortSignal): Promise<Answer> {
  // `answer`, not `request`: one damaged file is no reason to show none.
  const { data } = await client.answer(GalleryDocument, { first, ...(after && { after }) }, { signal });
  const { nodes, pageInfo } = data.images;
  return {
    pictures: nodes.map(pictureOf).filter((picture) => picture !== undefined),
    state: pageInfo.hasNextPage ? "more" : "complete",
    endCursor: pageInfo.endCursor ?? undefined,
  };
}
