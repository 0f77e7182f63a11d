import { type Client, ImageChangesDocument, type ImageChangesSubscription, RequestError } from "imgraph/client";

export type Change = ImageChangesSubscription["imageChanged"];

export interface ChangeListener {
  readonly signal: AbortSignal;
  onChange(change: Change): void;
  /** The connection was lost and is there again: what changed between is not told. */
  onReturn(): void;
}

/** Tells what happens in the gateway's default bucket, until the signal aborts. A page that may not watch it stands still. */
export async function followChanges(client: Client, { signal, onChange, onReturn }: ChangeListener): Promise<void> {
  let wasOpen = false;
  const changes = client.subscribe(
    ImageChangesDocument,
    {},
    {
      signal,
      onOpen() {
        if (wasOpen) onReturn();
        wasOpen = true;
      },
      async reconnect({ code, retryAfter }, attempt) {
        if (code !== undefined && code !== "SUBSCRIBER_TOO_SLOW" && retryAfter === undefined) return false;
        const seconds = retryAfter ?? Math.min(60, 2 ** attempt / 4);
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        return true;
      },
    },
  );
  try {
    for await (const { data } of changes) onChange(data.imageChanged);
  } catch (error) {
    if (!signal.aborted && !(error instanceof RequestError)) throw error;
  }
}
