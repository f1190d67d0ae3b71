/** The values that a number may have. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly isInteger?: boolean;
}

/** A number that users set. */
export interface NumberSetting extends NumberRange {
  readonly default: number;
}
