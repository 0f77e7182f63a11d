/** An argument of a step in a style's content, by the names of the registry. */
export interface StyleTarget {
  /** `resize` */
  readonly action: string;
  /** Its inner name, `width`. */
  readonly argument: string;
  /** Which of the content's steps of that action, from 0 in the order of running. */
  readonly occurrence: number;
}

/**
 * A value of a style's content that whoever uses the style may choose. Its type, unit and widest range are those of the
 * arguments that it stands for; what it is without a choice is what the content says there.
 */
export interface StyleParameter {
  /** 1..32 of A-Z a-z 0-9, a letter first. */
  readonly name: string;
  /** For people; may be empty. */
  readonly description: string;
  /** At least one; all take values of one type, and say the same in the content. */
  readonly targets: readonly StyleTarget[];
  /** Narrows an integer's range. */
  readonly min?: number;
  readonly max?: number;
  /** Narrows a choice, as the wire spells its values. */
  readonly values?: readonly string[];
}
