import { type Client, GalleryDocument } from "imgraph/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { followChanges } from "./follow-changes.js";
import { type Picture, pictureOf, withChange } from "./picture.js";

/** Pictures that are there, and how the asking for more of them stands. */
export interface Pictures {
  readonly pictures: readonly Picture[];
  readonly state: "asking" | "more" | "complete" | { readonly failed: string };
  /** Asks for the next page. */
  next(): void;
  /** Asks for all anew: URLs end after an hour, and a page may stay open for longer. At most once in a minute. */
  renew(): void;
}

/** The pictures of the gateway's default bucket by key, page by page, and what becomes of them while they are shown. */
export function usePictures(client: Client, pageSize: number): Pictures {
  // A new value asks, from the first picture or after those that are there.
  const [from, setFrom] = useState<From>({});
  const [{ pictures, state, endCursor }, setAnswer] = useState<Answer>(asking);

  useEffect(() => {
    const leave = new AbortController();
    ask(client, pageSize, from.after, leave.signal).then(
      (page) =>
        setAnswer((now) => ({ ...page, pictures: from.after === undefined ? page.pictures : joined(now, page) })),
      (error: Error) => {
        if (!leave.signal.aborted) setAnswer((now) => ({ ...now, state: { failed: error.message } }));
      },
    );
    return () => leave.abort();
  }, [client, pageSize, from]);

  const startAnew = useCallback(() => {
    setAnswer((now) => ({ ...now, state: "asking", endCursor: undefined }));
    setFrom({});
  }, []);
  useEffect(() => {
    const leave = new AbortController();
    void followChanges(client, {
      signal: leave.signal,
      onChange: (change) =>
        setAnswer((now) => ({
          ...now,
          pictures: withChange(now.pictures, change, { isComplete: now.state === "complete" }),
        })),
      onReturn: startAnew,
    });
    return () => leave.abort();
  }, [client, startAnew]);

  const next = useCallback(() => {
    setAnswer((now) => ({ ...now, state: "asking" }));
    setFrom({ after: endCursor });
  }, [endCursor]);
  const asked = useRef(Date.now());
  const renew = useCallback(() => {
    // A picture that cannot be had for another reason is not asked for for ever.
    if (Date.now() - asked.current < 60_000) return;
    asked.current = Date.now();
    startAnew();
  }, [startAnew]);
  return { pictures, state, next, renew };
}

interface From {
  readonly after?: string | undefined;
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

/** One that came meanwhile, by itself, is not shown twice. */
function joined({ pictures }: Answer, page: Answer): readonly Picture[] {
  const there = new Set(page.pictures.map(({ id }) => id));
  return [...pictures.filter(({ id }) => !there.has(id)), ...page.pictures];
}
