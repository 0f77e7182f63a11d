import { fileURLToPath } from "node:url";

const samples = ["china.jpg", "friends.jpg", "picos.jpg", "kleiber.webp", "sunset.gif"];
const testOnly = [
  "sunset-12mp.jpg",
  "picos-gray.jpg",
  "flower-cmyk.jpg",
  "china-16bit.png",
  "life-p3.jpg",
  "life-alpha.png",
  "kleiber-1mp.avif",
  "sunset-pan.webp",
];

/** Every photograph of the project, by file name. */
export const photos: Readonly<Record<string, string>> = Object.fromEntries([
  ...samples.map((name) => [name, path(`samples/${name}`)]),
  ...testOnly.map((name) => [name, path(`test/photos/${name}`)]),
]);

/** Path of a photograph. Throws for an unknown name. */
export function photo(name: string): string {
  const found = photos[name];
  if (found === undefined) throw new Error(`no photograph ${name}`);
  return found;
}

function path(file: string): string {
  return fileURLToPath(new URL(`../../../${file}`, import.meta.url));
}
