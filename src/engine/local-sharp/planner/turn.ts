import type { Size } from "../../../pipeline/header.js";
import type { OpNamed } from "./pass.js";

/** One of the eight turns of a rectangle: mirrored left-right first, then turned clockwise. */
export type Turn = OpNamed<"orient">;
type Rotation = Turn["rotate"];
type Rectangle = Size & { readonly x: number; readonly y: number };

/** The turn that does `first`, then `second`: mirroring after a turn is mirroring before the opposite turn. */
export function joinTurns(first: Turn, second: Turn): Turn {
  const rotate = second.flop ? second.rotate - first.rotate : second.rotate + first.rotate;
  return { op: "orient", flop: first.flop !== second.flop, rotate: ((rotate + 360) % 360) as Rotation };
}

/** The turn that undoes it. A mirrored turn undoes itself. */
export function undoTurn(turn: Turn): Turn {
  return turn.flop ? turn : { ...turn, rotate: ((360 - turn.rotate) % 360) as Rotation };
}

/** The frame after the turn. */
export function turnSize(turn: Turn, { width, height }: Size): Size {
  return turn.rotate % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Where a rectangle of the frame lies after the turn. */
export function turnRectangle(turn: Turn, { x, y, width, height }: Rectangle, frame: Size): Rectangle {
  const left = turn.flop ? frame.width - x - width : x;
  const right = frame.width - left - width;
  const bottom = frame.height - y - height;
  switch (turn.rotate) {
    case 0:
      return { x: left, y, width, height };
    case 90:
      return { x: bottom, y: left, width: height, height: width };
    case 180:
      return { x: right, y: bottom, width, height };
    case 270:
      return { x: y, y: right, width: height, height: width };
  }
}
