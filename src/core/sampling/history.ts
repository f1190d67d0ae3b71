/** The tokens before the next one, prompt included: the first `length` of `tokens`. */
export interface History {
  readonly tokens: readonly number[];
  readonly length: number;
}
