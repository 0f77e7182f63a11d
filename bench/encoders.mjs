/**
 * Efforts of the encoders on three photographs: milliseconds, bytes and likeness to what was encoded. The table behind
 * docs/adr/0013-encoder-efforts.md; `npm run bench -- encoders avif` measures one format only.
 */
import { fileURLToPath } from "node:url";
import sharp from "sharp";

sharp.concurrency(1);
sharp.cache(false);

const rounds = Number(process.env.ROUNDS ?? 3);
/** Widths of the results: a thumbnail, a page's picture, a large one. */
const widths = [300, 800, 1600];
const photos = ["test/photos/sunset-12mp.jpg", "samples/picos.jpg", "samples/friends.jpg"];
const moving = "samples/sunset.gif";
const efforts = (...values) => values.map((effort) => [`effort ${effort}`, { effort }]);

/** For each format the variants: name and options. Lossy ones are compared at one quality. */
const variants = {
  jpg: [
    ["q80 4:2:0", { quality: 80, chromaSubsampling: "4:2:0" }],
    ["q80 4:4:4", { quality: 80, chromaSubsampling: "4:4:4" }],
    ["q80 4:2:0 progressive", { quality: 80, chromaSubsampling: "4:2:0", progressive: true }],
    ["q80 4:2:0 mozjpeg", { quality: 80, chromaSubsampling: "4:2:0", mozjpeg: true }],
    ["q95 4:2:0", { quality: 95, chromaSubsampling: "4:2:0" }],
    ["q95 4:4:4", { quality: 95, chromaSubsampling: "4:4:4" }],
  ],
  png: [
    ...[1, 3, 6, 9].map((compressionLevel) => [`level ${compressionLevel}`, { compressionLevel }]),
    ...[1, 2, 3, 4, 6].map((compressionLevel) => [
      `level ${compressionLevel} filtered`,
      { compressionLevel, adaptiveFiltering: true },
    ]),
  ],
  webp: efforts(0, 1, 2, 3, 4, 6).map(([name, options]) => [name, { ...options, quality: 75 }]),
  avif: [
    ...efforts(0, 1, 2, 3, 4).map(([name, options]) => [
      `${name} 4:2:0`,
      { ...options, quality: 50, chromaSubsampling: "4:2:0" },
    ]),
    ["effort 0 4:4:4", { effort: 0, quality: 50, chromaSubsampling: "4:4:4" }],
    ["effort 1 4:4:4", { effort: 1, quality: 50, chromaSubsampling: "4:4:4" }],
  ],
  tiff: [
    ["none", { compression: "none" }],
    ["lzw", { compression: "lzw", predictor: "horizontal" }],
    ["deflate", { compression: "deflate", predictor: "horizontal" }],
  ],
};
const movingVariants = {
  gif: [
    ...efforts(1, 3, 7, 10),
    ["effort 1, no dither", { effort: 1, dither: 0 }],
    ["effort 3, no dither", { effort: 3, dither: 0 }],
    ["effort 1, palettes reused", { effort: 1, reuse: true }],
    ["effort 1, frames' error 8", { effort: 1, interFrameMaxError: 8 }],
  ],
  webp: efforts(0, 2, 4).map(([name, options]) => [name, { ...options, quality: 75 }]),
};

const only = process.argv[2];
const isWanted = ([format]) => only === undefined || only === format;
console.log("| format | size | setting | ms | bytes | PSNR dB |");
console.log("|---|---|---|---|---|---|");
for (const [format, rows] of Object.entries(variants).filter(isWanted))
  for (const width of widths)
    await compare(format, `${width} px`, rows, await Promise.all(photos.map((p) => still(p, width))));
for (const [format, rows] of Object.entries(movingVariants).filter(isWanted))
  await compare(format, "12 frames of 200 px", rows, [await animation(moving, 200)]);

/** Means over the pictures; the median of the rounds of each. */
async function compare(format, size, rows, pictures) {
  const totals = rows.map(() => ({ ms: 0, bytes: 0, psnr: 0 }));
  for (const picture of pictures) {
    const times = rows.map(() => []);
    for (let round = 0; round < rounds; round++)
      for (const [at, [, options]] of rows.entries()) {
        const startedAt = performance.now();
        const bytes = await encode(picture, format, options);
        times[at].push(performance.now() - startedAt);
        if (round > 0) continue;
        totals[at].bytes += bytes.length;
        totals[at].psnr += await psnr(picture, bytes);
      }
    for (const [at, each] of times.entries()) totals[at].ms += median(each);
  }
  for (const [at, [name]] of rows.entries()) {
    const { ms, bytes, psnr } = totals[at];
    const mean = (sum) => sum / pictures.length;
    const likeness = mean(psnr) > 90 ? "same" : mean(psnr).toFixed(1);
    console.log(
      `| ${format} | ${size} | ${name} | ${mean(ms).toFixed(1)} | ${Math.round(mean(bytes))} | ${likeness} |`,
    );
  }
}

function encode({ data, info, pageHeight, delay }, format, options) {
  const { width, height, channels } = info;
  const moves = pageHeight === undefined ? {} : { pageHeight };
  const times = delay === undefined ? {} : { delay };
  return sharp(data, { raw: { width, height, channels, ...moves } })
    .toFormat(format === "jpg" ? "jpeg" : format, { ...options, ...times })
    .toBuffer();
}

async function still(path, width) {
  return sharp(file(path)).autoOrient().resize(width).removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

async function animation(path, width) {
  const { delay } = await sharp(file(path), { animated: true }).metadata();
  const image = sharp(file(path), { animated: true }).resize(width).raw();
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { data, info, delay, pageHeight: info.height / delay.length };
}

async function psnr({ data, info }, bytes) {
  const image = sharp(bytes, { animated: true });
  const decoded = await (info.channels === 4 ? image.ensureAlpha() : image.removeAlpha()).raw().toBuffer();
  // Frames that look alike may have been joined.
  if (decoded.length !== data.length) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (data[i] - decoded[i]) ** 2;
  return sum === 0 ? 99 : 10 * Math.log10(255 ** 2 / (sum / data.length));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function file(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
