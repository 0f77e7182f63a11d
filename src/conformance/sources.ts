/** A picture that both sides are given: one of the samples as it is, or what the local engine makes of one. */
export interface ConformanceSource {
  readonly name: string;
  /** File name of a sample. */
  readonly sample: string;
  /** Makes it of the sample; without it, the sample itself. */
  readonly process?: string;
  /** Its content is no picture: this text instead. */
  readonly text?: string;
}

/** Everything that the cases work on, by name. */
export const sources = {
  photo: { name: "photo.jpg", sample: "china.jpg", process: "image/resize,w_400/format,jpg/quality,Q_90" },
  /** Large enough that reading it small pays. */
  large: { name: "large.jpg", sample: "picos.jpg" },
  png: { name: "photo.png", sample: "china.jpg", process: "image/resize,w_240/format,png" },
  clear: { name: "clear.png", sample: "china.jpg", process: "image/resize,w_240/circle,r_80/format,png" },
  webp: { name: "photo.webp", sample: "kleiber.webp", process: "image/resize,w_300" },
  bmp: { name: "photo.bmp", sample: "china.jpg", process: "image/resize,w_120/format,bmp" },
  tiff: { name: "photo.tiff", sample: "china.jpg", process: "image/resize,w_120/format,tiff" },
  gif: { name: "moving.gif", sample: "sunset.gif", process: "image/resize,w_100" },
  /** One colour all over: the mean of which there are no two opinions. */
  plain: {
    name: "plain.png",
    sample: "china.jpg",
    process: "image/crop,w_1,h_1|image/resize,m_fixed,w_64,h_48,limit_0/format,png",
  },
  mark: { name: "mark.png", sample: "kleiber.webp", process: "image/resize,w_60/rounded-corners,r_12/format,png" },
  text: { name: "notes.txt", sample: "china.jpg", text: "This is no picture." },
} as const satisfies Record<string, ConformanceSource>;

export type SourceName = keyof typeof sources;
