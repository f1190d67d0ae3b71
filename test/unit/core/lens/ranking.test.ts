import { expect, it } from 'vitest';
import type { CompletedText } from '../../../../src/core/result.js';
import { byProbability, logprobOf } from '../../../../src/core/lens/chain.js';

const textOf = (text: string, probability: number, end: number): CompletedText => ({
  ...{ text, tokens: [{ text, logprob: Math.log(probability) }], stop: 'newline', confidence: 1, score: 0 },
  endLogprob: Math.log(end),
});

it('ranks texts by the probability that is shown, which includes their ends', () => {
  // Without the ends, each text would come after its own first half: 21.9 % was shown below 1.55 %.
  const texts = [textOf('parse(text)', 0.84, 0.02), textOf('parse(text);', 0.83, 0.94), textOf('parse', 0.9, 0.01)];
  const ranked = byProbability(texts);
  expect(ranked.map(({ text }) => text)).toEqual(['parse(text);', 'parse(text)', 'parse']);
  const shown = ranked.map((text) => Math.exp(logprobOf(text)));
  expect(shown.map((p) => p.toFixed(4))).toEqual(['0.7802', '0.0168', '0.0090']);
});
