/** A file on this machine that stays as it is until it is released. */
export interface LocalFile {
  readonly path: string;
  /** Behind these it is empty; absent where all is there. */
  readonly availableBytes?: number;
  /** Again: nothing happens. May throw what keeps a file from being removed; nothing that was read of it is wrong then. */
  release(): Promise<void>;
}
