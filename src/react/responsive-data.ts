/** One `<source>`: the candidates of one format. */
export interface ResponsiveSourceData {
  /** Media type of the candidates, `image/avif`. */
  readonly type?: string | null;
  /** Candidates with their widths or densities, as in HTML. */
  readonly srcSet: string;
}

/**
 * What `responsive` of the API answers, as far as it was asked for: a part of it is enough, and the same fields from another
 * source, such as DatoCMS, will do too.
 */
export interface ResponsiveData {
  /** The picture for browsers that know no `srcset`. */
  readonly src: string;
  readonly srcSet?: string | null;
  /** One for each format, the best one first. */
  readonly sources?: readonly ResponsiveSourceData[] | null;
  /** How wide the picture is shown, as in HTML. */
  readonly sizes?: string | null;
  /** Of the largest candidate, px: with the height it keeps the room free until the picture is there. */
  readonly width: number;
  /** Likewise. */
  readonly height: number;
  readonly alt?: string | null;
  readonly title?: string | null;
  /** A tiny picture as a data URI. */
  readonly base64?: string | null;
  /** `#RRGGBB` */
  readonly bgColor?: string | null;
  /** In base64. */
  readonly thumbhash?: string | null;
}
