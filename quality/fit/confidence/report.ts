import { eagernesses, precisions, type Thresholds } from '../../../src/core/suggest/confidence/thresholds.js';
import { unfitted } from '../../../src/core/suggest/confidence/parameters.js';
import { markdownTable } from '../../../bench/report/markdown.js';
import { calibrationError, precisionAt, reliability } from '../../measures/confidence.js';
import { percentText } from '../../report/figures.js';
import type { AnsweredSample } from './answers.js';
import { foresee, type Foreseen, type FoldPart } from './folds.js';
import type { Shows } from './thresholds.js';
import { logLoss, type Weights } from './logistic.js';

type Kind = 'whole' | 'cuts';

/** Texts of one kind with what the fits make of them. */
function foreseen(
  parts: readonly FoldPart[],
  fits: readonly Weights[],
  of: (part: FoldPart) => readonly AnsweredSample[],
  kind: Kind,
): Foreseen[] {
  return parts.flatMap((part, i) => of(part).flatMap((answer) => foresee(answer, fits[i]!)[kind]));
}

function row(name: string, all: readonly Foreseen[]): string[] {
  const right = all.filter(({ isRight }) => isRight).length / all.length;
  return [
    name,
    String(all.length),
    percentText(right),
    all.length === 0 ? '' : logLoss(all).toFixed(4),
    percentText(calibrationError(reliability(all))),
    ...[0.2, 0.3, 0.5].map((share) => percentText(precisionAt(all, share))),
  ];
}

/** How well fits foresee repositories that they never saw, beside what the model itself claims. */
export function fitText(parts: readonly FoldPart[], fits: readonly Weights[]): string {
  const claims = parts.map(() => unfitted);
  const groups = [
    ['holes, whole', (part: FoldPart) => part.atHoles, 'whole'],
    ['holes, cut', (part: FoldPart) => part.atHoles, 'cuts'],
    ['keys, whole', (part: FoldPart) => part.atKeys, 'whole'],
    ['keys, cut', (part: FoldPart) => part.atKeys, 'cuts'],
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
    percentText(confidence),
    percentText(right),
  ]);
  return [
    markdownTable(head, rows),
    markdownTable(['whole texts, confidence from', 'texts', 'mean confidence, %', 'right, %'], bins),
  ].join('\n\n');
}

/** What a person who types sees at each level, and which level each word got. */
export function thresholdsText(shows: readonly Shows[], thresholds: Thresholds): string {
  const rows = shows.map(({ level, keys, shown, right }) => [
    level.toFixed(3),
    (100 * (shown / keys)).toFixed(1),
    percentText(right / shown),
    eagernesses
      .filter((word) => thresholds[word] === level)
      .map((word) => `${word}: ${percentText(precisions[word])}`)
      .join(', '),
  ]);
  return markdownTable(['level', 'suggestions in 100 keys', 'right to the end, %', 'meant'], rows);
}
