/** A file on this machine that stays as it is until it is released. */
export interface LocalFile {
  readonly path: string;
  release(): Promise<void>;
}
