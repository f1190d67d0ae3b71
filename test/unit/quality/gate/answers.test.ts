import { describe, expect, it } from 'vitest';
import { judge } from '../../../../quality/fit/confidence/answers.js';
import { foldedFits, foresee } from '../../../../quality/fit/confidence/folds.js';
import { RecordingGate } from '../../../../quality/fit/confidence/recorder.js';
import { isBeginning } from '../../../../quality/measures/beginning.js';
import { unfitted } from '../../../../src/core/suggest/confidence/parameters.js';
import { completionOf } from '../../support/scripted.js';

describe('a text that was cut off', () => {
  it.each([
    ['read', 'readFile(a)', false],
    ['readFile', 'readFile(a)', true],
    ['readFile(a', 'readFile(a)', true],
    ['readFile(b', 'readFile(a)', false],
    ['x =  ', 'x = 1', true],
    ['', 'x', true],
  ])('%j is the beginning of %j: %s', (text, toCome, is) => {
    expect(isBeginning(text, toCome)).toBe(is);
  });

  it('may stand in a word of what is to come where it goes on in it itself', () => {
    expect(isBeginning('read', 'readFile(a)', 'F')).toBe(true);
    expect(isBeginning('read', 'readFile(a)', '(')).toBe(false);
  });
});

/** An answer of these tokens, each with a probability of ½, and of an end of ½. */
function known(...texts: readonly string[]) {
  const gate = new RecordingGate();
  const scorer = gate.begin({ path: 'a.ts', prefix: '', suffix: '', source: 'model' });
  const logprob = Math.log(0.5);
  for (const text of texts) scorer.add({ text, logprob });
  scorer.whole(logprob);
  const completion = { ...completionOf([[texts.join(''), 1]]), tokens: texts.map((text) => ({ text, logprob })) };
  return { completion, recorded: gate.last };
}

describe('an answer is judged', () => {
  it('at the end of each token by what was written there, and as a whole', () => {
    const { cuts, whole } = judge(known('', 'read', 'File', '(', 'b', ')'), 'readFile(a)\n', false);
    expect(cuts.map(({ isRight }) => isRight)).toEqual([true, true, true, false, false]);
    expect(whole!.isRight).toBe(false);
    expect(whole!.features.isWhole).toBe(1);
  });

  it('only at its tokens where nothing of it is shown', () => {
    expect(judge(known('a'), 'a', undefined).whole).toBeUndefined();
  });

  it('and foreseen: never surer of more text than of less', () => {
    const { cuts, whole } = foresee(judge(known('a', 'b', 'c'), 'abc', true), unfitted);
    expect(cuts.map(({ confidence }) => confidence.toFixed(3))).toEqual(['0.500', '0.250', '0.125']);
    expect(whole.map(({ confidence }) => confidence.toFixed(4))).toEqual(['0.0625']);
  });
});

it('a repository is judged by a fit that did not see it', () => {
  const part = (isRight: boolean) => ({ atHoles: [judge(known('ab'), isRight ? 'ab' : 'x', isRight)], atKeys: [] });
  // The first and the fifth of five are in one fold, and all others say the opposite.
  const parts = [true, false, false, false, true].map(part);
  const fits = foldedFits(parts, unfitted, 1e6);
  const confidences = parts.map((one, i) => foresee(one.atHoles[0]!, fits[i]!).whole[0]!.confidence);
  expect(confidences[0]).toBe(confidences[4]);
  expect(confidences[0]).toBeLessThan(confidences[1]!);
});
