import { describe, expect, it } from 'vitest';
import { AnswerFeatures, type ScoredPosition } from '../../../../../src/core/suggest/confidence/features.js';

const at = (prefix: string, changes: Partial<ScoredPosition> = {}): AnswerFeatures =>
  new AnswerFeatures({ path: 'src/a.ts', prefix, suffix: '\n}', source: 'model', ...changes });

describe('AnswerFeatures of a position', () => {
  it.each([
    [
      'x\n  call(a, [foo.',
      { typed: Math.log1p(13), isLineStart: 0, isInWord: 0, isAfterDot: 1, openBrackets: Math.log1p(2) },
    ],
    ['x\n  ', { typed: 0, isLineStart: 1, isInWord: 0, isAfterDot: 0, openBrackets: 0 }],
    ['call(a)); fo', { isLineStart: 0, isInWord: 1, isAfterDot: 0, openBrackets: 0 }],
    ['std::', { isAfterDot: 1 }],
  ])('describe the text before the cursor: %j', (prefix, features) => {
    expect(at(prefix).cut()).toMatchObject(features);
  });

  it.each([
    ['a.py', { isScript: 0, isPython: 1, isBraced: 0 }],
    ['a/b.tsx', { isScript: 1, isPython: 0, isBraced: 0 }],
    ['main.go', { isScript: 0, isPython: 0, isBraced: 1 }],
    ['Makefile', { isScript: 0, isPython: 0, isBraced: 0 }],
    [undefined, { isScript: 0, isPython: 0, isBraced: 0 }],
  ])('describe the language of %j', (path, features) => {
    expect(at('', { path }).cut()).toMatchObject(features);
  });

  it('describe text after the cursor, and answers by the workspace alone', () => {
    expect(at('', { suffix: ' + 1;\n' }).cut().isBeforeText).toBe(1);
    expect(at('', { suffix: ' \n+ 1;' }).cut().isBeforeText).toBe(0);
    expect(at('', { source: 'workspace' }).cut().isWorkspaceAlone).toBe(1);
  });
});

describe('AnswerFeatures of a text', () => {
  const [sure, unsure] = [Math.log(0.9), Math.log(0.4)];
  const answer = (): AnswerFeatures => {
    const features = at('x = ');
    features.add({ text: 'fo', logprob: sure, workspace: { weight: 0.5, count: 3, matchTokens: 7 } });
    features.add({ text: 'o;\n', logprob: unsure, workspace: { weight: 0.1, count: 1, matchTokens: 2 } });
    return features;
  };

  it('describe all tokens so far, and the weakest of them', () => {
    const cut = answer().cut();
    expect(cut.logOdds).toBeCloseTo(Math.log(0.36 / 0.64));
    expect(cut.meanLogprob).toBeCloseTo((sure + unsure) / 2);
    expect(cut).toMatchObject({
      weakestLogprob: unsure,
      tokens: Math.log1p(2),
      characters: Math.log1p(5),
      lines: Math.log1p(1),
      minShare: 0.1,
      weakestShare: 0.1,
      weakestCount: Math.log1p(1),
      weakestMatch: Math.log1p(2),
      isWhole: 0,
    });
    expect(cut.meanShare).toBeCloseTo(0.3);
    expect(cut.meanMatch).toBeCloseTo((Math.log(8) + Math.log(3)) / 2);
  });

  it('include the end of a whole text', () => {
    const whole = answer().whole(Math.log(0.5));
    expect(whole.logOdds).toBeCloseTo(Math.log(0.18 / 0.82));
    expect(whole).toMatchObject({ isWhole: 1, endLogprob: Math.log(0.5), wholeLogOdds: whole.logOdds });
  });

  it('stay within bounds for certain and for impossible texts', () => {
    const certain = at('');
    certain.add({ text: 'a', logprob: 0 });
    expect(certain.cut().logOdds).toBe(8);
    certain.add({ text: 'a', logprob: -1000 });
    expect(certain.cut()).toMatchObject({ logOdds: -8, weakestLogprob: -8 });
  });
});
