import type { Raw } from "../../formats/raw.js";

type Rgb = readonly [number, number, number];

/** Pixels that are half transparent or more count for nothing. */
const leastAlpha = 128;

/** Levels of a channel within which two colours are one: what a lossy file makes of one lies so far apart. */
const alike = 8;

/** The most common colour, `RRGGBB`: the mean of the fullest of 4096 equal boxes. Black when nothing can be seen. */
export function dominantColor(frame: Raw): string {
  const boxes = new Map<number, Rgb[]>();
  for (const color of visibleColors(frame)) {
    const [r, g, b] = color;
    const box = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
    const members = boxes.get(box);
    if (members) members.push(color);
    else boxes.set(box, [color]);
  }
  const fullest = [...boxes.values()].reduce((best, box) => (box.length > best.length ? box : best), []);
  return hex(mean(fullest));
}

/**
 * At most `size` colours that stand for the picture, `RRGGBB`, the most common first: boxes of colours are cut in the middle of
 * their pixels, that with the widest spread of most pixels first (median cut). Those that look alike are
 * one: a picture of fewer colours has fewer.
 */
export function palette(frame: Raw, size: number): string[] {
  const colors = visibleColors(frame);
  if (colors.length === 0) return [hex(mean([]))];
  const boxes = [boxOf(colors)];
  while (boxes.length < size) {
    const widest = boxes.reduce((best, box) => (weight(box) > weight(best) ? box : best));
    if (widest.spread === 0) break;
    boxes.splice(boxes.indexOf(widest), 1, ...cut(widest));
  }
  const means = boxes.sort((one, other) => other.colors.length - one.colors.length).map(({ colors }) => mean(colors));
  return means.filter((color, i) => !means.slice(0, i).some((other) => looksLike(color, other))).map(hex);
}

function looksLike(one: Rgb, other: Rgb): boolean {
  return one.every((value, channel) => Math.abs(value - other[channel]!) <= alike);
}

interface Box {
  readonly colors: Rgb[];
  /** The channel on which its colours differ most, and by how much. */
  readonly channel: 0 | 1 | 2;
  readonly spread: number;
}

const weight = ({ colors, spread }: Box) => spread * Math.sqrt(colors.length);

function boxOf(colors: Rgb[]): Box {
  const spreads = ([0, 1, 2] as const).map((channel) => {
    let least = 255;
    let most = 0;
    for (const color of colors) {
      least = Math.min(least, color[channel]);
      most = Math.max(most, color[channel]);
    }
    return { channel, spread: most - least };
  });
  return { colors, ...spreads.reduce((best, one) => (one.spread > best.spread ? one : best)) };
}

/** Two boxes, neither empty: the cut is moved to where the channel's value changes. */
function cut({ colors, channel }: Box): [Box, Box] {
  const sorted = colors.toSorted((one, other) => one[channel] - other[channel]);
  const middle = sorted[sorted.length >> 1]![channel];
  const least = sorted[0]![channel];
  const at = sorted.findIndex((color) => (middle === least ? color[channel] > middle : color[channel] >= middle));
  return [boxOf(sorted.slice(0, at)), boxOf(sorted.slice(at))];
}

function visibleColors({ data, channels }: Raw): Rgb[] {
  const colors: Rgb[] = [];
  for (let i = 0; i < data.length; i += channels)
    if (channels === 3 || data[i + 3]! >= leastAlpha) colors.push([data[i]!, data[i + 1]!, data[i + 2]!]);
  return colors;
}

function mean(colors: readonly Rgb[]): Rgb {
  const sum = [0, 0, 0];
  for (const color of colors) for (let c = 0; c < 3; c++) sum[c]! += color[c]!;
  const of = (c: number) => Math.round(sum[c]! / (colors.length || 1));
  return [of(0), of(1), of(2)];
}

function hex(color: Rgb): string {
  return color
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
