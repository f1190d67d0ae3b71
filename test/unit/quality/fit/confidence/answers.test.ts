import { describe, expect, it } from 'vitest';
import { labelAnswer } from '../../../../../quality/fit/confidence/answers.js';
import { crossValidatedFits, predict } from '../../../../../quality/fit/confidence/folds.js';
import { RecordingConfidenceModel } from '../../../../../quality/fit/confidence/recorder.js';
import { isPrefixToWordEnd } from '../../../../../quality/measures/texts.js';
import { unfitted } from '../../../../../src/core/suggest/confidence/parameters.js';
import { completionOf } from '../../../support/scripted.js';

describe('isPrefixToWordEnd', () => {
  it.each([
    ['read', 'readFile(a)', false],
    ['readFile', 'readFile(a)', true],
    ['readFile(a', 'readFile(a)', true],
    ['readFile(b', 'readFile(a)', false],
    ['x =  ', 'x = 1', true],
    ['', 'x', true],
  ])('compares %j with %j: %s', (text, toCome, is) => {
    expect(isPrefixToWordEnd(text, toCome)).toBe(is);
  });

  it('accepts a text that ends inside a word when its next character continues the word', () => {
    expect(isPrefixToWordEnd('read', 'readFile(a)', 'F')).toBe(true);
    expect(isPrefixToWordEnd('read', 'readFile(a)', '(')).toBe(false);
  });
});

/** An answer of these tokens, each with a probability of ½, and an end of ½. */
function answerOf(...texts: readonly string[]) {
  const model = new RecordingConfidenceModel();
  const scorer = model.begin({ path: 'a.ts', prefix: '', suffix: '', source: 'model' });
  const logprob = Math.log(0.5);
  for (const text of texts) scorer.add({ text, logprob });
  scorer.whole(logprob);
  const completion = { ...completionOf([[texts.join(''), 1]]), tokens: texts.map((text) => ({ text, logprob })) };
  return { completion, recorded: model.last };
}

describe('labelAnswer', () => {
  it('labels the cut at each token, and the whole text', () => {
    const { cuts, whole } = labelAnswer(answerOf('', 'read', 'File', '(', 'b', ')'), 'readFile(a)\n', false);
    expect(cuts.map(({ isRight }) => isRight)).toEqual([true, true, true, false, false]);
    expect(whole!.isRight).toBe(false);
    expect(whole!.features.isWhole).toBe(1);
  });

  it('labels only cuts when nothing is shown', () => {
    expect(labelAnswer(answerOf('a'), 'a', undefined).whole).toBeUndefined();
  });

  it('leads to predictions that never increase with the text', () => {
    const { cuts, whole } = predict(labelAnswer(answerOf('a', 'b', 'c'), 'abc', true), unfitted);
    expect(cuts.map(({ confidence }) => confidence.toFixed(3))).toEqual(['0.500', '0.250', '0.125']);
    expect(whole.map(({ confidence }) => confidence.toFixed(4))).toEqual(['0.0625']);
  });
});

it('crossValidatedFits predicts a repository by a fit that did not use it', () => {
  const part = (isRight: boolean) => ({
    atHoles: [labelAnswer(answerOf('ab'), isRight ? 'ab' : 'x', isRight)],
    atKeys: [],
  });
  // The first and the fifth of five are in one fold, and all others have the opposite label.
  const parts = [true, false, false, false, true].map(part);
  const fits = crossValidatedFits(parts, unfitted, 1e6);
  const confidences = parts.map((one, i) => predict(one.atHoles[0]!, fits[i]!).whole[0]!.confidence);
  expect(confidences[0]).toBe(confidences[4]);
  expect(confidences[0]).toBeLessThan(confidences[1]!);
});
