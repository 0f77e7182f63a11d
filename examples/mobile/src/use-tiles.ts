import { type Client, type TilePictureFragment, TilesDocument } from "imgraph/client";
import { useEffect, useState } from "react";

/** How large the device shows things: sides in its own units, and its pixels for each of these. */
export interface Measures {
  readonly side: number;
  readonly width: number;
  readonly dpr: number;
}

/** Pictures that are there, and how the asking for more of them stands. */
export interface Tiles {
  readonly tiles: readonly TilePictureFragment[];
  readonly state: "asking" | "more" | "complete" | { readonly failed: string };
  /** Asks for the next page, if there is one. */
  next(): void;
  /** Asks again for a page that failed. */
  again(): void;
  /** Asks for all anew. */
  renew(): void;
}

interface Page {
  readonly tiles: readonly TilePictureFragment[];
  readonly state: Tiles["state"];
  readonly after: string | undefined;
}
const none: Page = { tiles: [], state: "asking", after: undefined };

/** The pictures of the gateway's default bucket in the device's own pixels; a device that is turned asks anew. */
export function useTiles(client: Client, { side, width, dpr }: Measures): Tiles {
  const [page, setPage] = useState(none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the measures are what makes the page another one
  useEffect(() => setPage(none), [client, side, width, dpr]);

  useEffect(() => {
    if (page.state !== "asking") return;
    const leave = new AbortController();
    const variables = { side, width, dpr, ...(page.after && { after: page.after }) };
    client
      // One damaged file is no reason to show none.
      .answer(TilesDocument, variables, { signal: leave.signal })
      .then(({ data: { images } }) =>
        setPage({
          tiles: [...page.tiles, ...images.nodes.filter(({ tile }) => tile !== null)],
          state: images.pageInfo.hasNextPage ? "more" : "complete",
          after: images.pageInfo.endCursor ?? undefined,
        }),
      )
      .catch((error: Error) => {
        if (!leave.signal.aborted) setPage({ ...page, state: { failed: error.message } });
      });
    return () => leave.abort();
  }, [client, side, width, dpr, page]);

  const ask = () => setPage({ ...page, state: "asking" });
  return {
    tiles: page.tiles,
    state: page.state,
    next: () => {
      if (page.state === "more") ask();
    },
    again: () => {
      if (typeof page.state === "object") ask();
    },
    renew: () => setPage({ ...none }),
  };
}
