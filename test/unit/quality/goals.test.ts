import { expect, test } from 'vitest';
import { filledHoles, type HoleOutcome } from './support/filled.js';
import { goalsText } from '../../../quality/report/goals.js';
import { betterOf, summaryOf } from '../../../quality/holes/summary.js';

const outcomes = (exact: number, all: number): HoleOutcome[] =>
  Array.from({ length: all }, (_, i) => ({ kind: 'rest of line', exact: i < exact, confidence: 1 - i / all }));

/** The cells of a row by its title. */
const row = (text: string, title: string): string[] =>
  text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === title)!
    .slice(2, 5);

test('goalsText shows goals with their results, without those that were not measured', () => {
  const of = (exact: number) => summaryOf(filledHoles(outcomes(exact, 10)));
  const holes = { shipped: of(6), 'model alone': of(4), 'workspace alone': of(5) };
  const text = goalsText({ holes, typing: {}, generate: {}, engines: {}, ablation: [], infilling: [] });
  expect(row(text, 'rest of line, exact')).toEqual(['≥ 40.0 %', '60.0 %', 'yes']);
  expect(row(text, 'rest of line, exact: relative to the model alone')).toEqual(['≥ 1.40 ×', '1.50 ×', 'yes']);
  expect(row(text, 'rest of line, exact: relative to the workspace alone')).toEqual(['≥ 1.40 ×', '1.20 ×', 'no']);
  expect(row(text, 'precision at 30 % shown')).toEqual(['≥ 70.0 %', '100.0 %', 'yes']);
  expect(text).not.toContain('keystrokes');
  expect(goalsText({ holes: {}, typing: {}, generate: {}, engines: {}, ablation: [], infilling: [] })).toBe('');
});

test('summaryOf groups by kind and language, and leaves blocks out of the calibration', () => {
  const summary = summaryOf(
    filledHoles([
      { kind: 'rest of line', exact: true, confidence: 0.9 },
      { kind: 'rest of line', exact: false, confidence: 0.8 },
      { kind: 'line', exact: false, confidence: 0 },
      { kind: 'block', exact: true, confidence: 0.95 },
    ]),
  );
  expect(summary.kinds['rest of line']).toMatchObject({ count: 2, exact: 0.5, error: Math.sqrt(0.125) });
  expect(summary.kinds.brackets).toBeUndefined();
  expect(summary.languages).toEqual({ Go: summary.kinds['rest of line'] });
  // Of three, two have an answer: 0.9 and right, 0.8 and wrong.
  expect(summary.trust).toMatchObject({ count: 3, shown: 2 / 3, precisionShown: 0.5 });
  expect(summary.trust.thresholds).toMatchObject({ quiet: { shown: 0 }, balanced: { shown: 2 / 3, precision: 0.5 } });
  expect(summary.trust.calibrationError).toBeCloseTo((0.1 + 0.8) / 2);
});

test('betterOf takes the exact answer when one of two is exact', () => {
  const exact = (...all: boolean[]): ReturnType<typeof filledHoles> =>
    filledHoles(all.map((one): HoleOutcome => ({ kind: 'line', exact: one, confidence: 0.5 })));
  const better = betterOf(exact(true, true, false, false), exact(true, false, true, false));
  expect(better.map((one) => one.exact)).toEqual([true, true, true, false]);
});
