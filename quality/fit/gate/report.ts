import { eagernesses, precisions, type Levels } from '../../../src/core/suggest/gate/levels.js';
import { unfitted } from '../../../src/core/suggest/gate/parameters.js';
import { table } from '../../../bench/report/markdown.js';
import { calibrationError, precisionAt, reliability } from '../../measures/confidence.js';
import { percent } from '../../report/figures.js';
import type { Answered } from './answers.js';
import { foresee, type Foreseen, type Part } from './folds.js';
import type { Shows } from './levels.js';
import { logLoss, type Weights } from './logistic.js';

type Kind = 'whole' | 'cuts';

/** Texts of one kind with what the fits make of them. */
function foreseen(
  parts: readonly Part[],
  fits: readonly Weights[],
  of: (part: Part) => readonly Answered[],
  kind: Kind,
): Foreseen[] {
  return parts.flatMap((part, i) => of(part).flatMap((answer) => foresee(answer, fits[i]!)[kind]));
}

function row(name: string, all: readonly Foreseen[]): string[] {
  const right = all.filter(({ isRight }) => isRight).length / all.length;
  return [
    name,
    String(all.length),
    percent(right),
    all.length === 0 ? '' : logLoss(all).toFixed(4),
    percent(calibrationError(reliability(all))),
    ...[0.2, 0.3, 0.5].map((share) => percent(precisionAt(all, share))),
  ];
}

/** How well fits foresee repositories that they never saw, beside what the model itself claims. */
export function fitText(parts: readonly Part[], fits: readonly Weights[]): string {
  const claims = parts.map(() => unfitted);
  const groups = [
    ['holes, whole', (part: Part) => part.atHoles, 'whole'],
    ['holes, cut', (part: Part) => part.atHoles, 'cuts'],
    ['keys, whole', (part: Part) => part.atKeys, 'whole'],
    ['keys, cut', (part: Part) => part.atKeys, 'cuts'],
  ] as const;
  const rows = groups.flatMap(([name, of, kind]) => [
    row(`${name}: as the model claims`, foreseen(parts, claims, of, kind)),
    row(`${name}: fitted`, foreseen(parts, fits, of, kind)),
  ]);
  const head = ['', 'texts', 'right, %', 'log loss', 'calibration error', 'right of the surest 20 %', '30 %', '50 %'];
  const curve = reliability(foreseen(parts, fits, (part) => [...part.atHoles, ...part.atKeys], 'whole'));
  const bins = curve.map(({ from, count, confidence, right }) => [
    from.toFixed(1),
    String(count),
    percent(confidence),
    percent(right),
  ]);
  return [
    table(head, rows),
    table(['whole texts, confidence from', 'texts', 'mean confidence, %', 'right, %'], bins),
  ].join('\n\n');
}

/** What a person who types sees at each level, and which level each word got. */
export function levelsText(shows: readonly Shows[], levels: Levels): string {
  const rows = shows.map(({ level, keys, shown, right }) => [
    level.toFixed(3),
    (100 * (shown / keys)).toFixed(1),
    percent(right / shown),
    eagernesses
      .filter((word) => levels[word] === level)
      .map((word) => `${word}: ${percent(precisions[word])}`)
      .join(', '),
  ]);
  return table(['level', 'suggestions in 100 keys', 'right to the end, %', 'meant'], rows);
}
