import { AdaptiveSpeculation } from '../../core/decode/drafters/adaptiveSpeculation.js';

/** Number of the prompt's last tokens that are kept with an answer: enough to locate a position in it. */
const context = 16;

/** State that one answer leaves for the next. */
export class PreviousAnswer {
  readonly speculation: AdaptiveSpeculation;
  /** The end of the last prompt and the tokens that followed it. */
  previous: readonly number[] = [];

  /** @param now a clock in milliseconds. */
  constructor(now: () => number) {
    this.speculation = new AdaptiveSpeculation(now);
  }

  /** @param prompt the tokens of a prompt. @param answer those that were decoded after it. */
  remember(prompt: readonly number[], answer: readonly number[]): void {
    this.previous = [...prompt.slice(-context), ...answer];
  }
}
