import { eagernesses, precisions, type Thresholds } from '../../../src/core/suggest/confidence/thresholds.js';
import { unfitted } from '../../../src/core/suggest/confidence/parameters.js';
import { markdownTable, percentText } from '../../../bench/report/markdown.js';
import { calibrationError, precisionAt, reliability } from '../../measures/confidence.js';
import type { LabeledAnswer } from './answers.js';
import { predict, type Prediction, type FoldPart } from './folds.js';
import type { ThresholdOutcome } from './thresholds.js';
import { logLoss, type Weights } from './logistic.js';

type Kind = 'whole' | 'cuts';

/** Predictions for texts of one kind. */
function predictions(
  parts: readonly FoldPart[],
  fits: readonly Weights[],
  of: (part: FoldPart) => readonly LabeledAnswer[],
  kind: Kind,
): Prediction[] {
  return parts.flatMap((part, i) => of(part).flatMap((answer) => predict(answer, fits[i]!)[kind]));
}

function row(name: string, all: readonly Prediction[]): string[] {
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

/** Compares predictions for unseen repositories with the model's own probabilities. */
export function fitText(parts: readonly FoldPart[], fits: readonly Weights[]): string {
  const unfittedWeights = parts.map(() => unfitted);
  const groups = [
    ['holes, whole', (part: FoldPart) => part.atHoles, 'whole'],
    ['holes, cut', (part: FoldPart) => part.atHoles, 'cuts'],
    ['keys, whole', (part: FoldPart) => part.atKeys, 'whole'],
    ['keys, cut', (part: FoldPart) => part.atKeys, 'cuts'],
  ] as const;
  const rows = groups.flatMap(([name, of, kind]) => [
    row(`${name}: unfitted`, predictions(parts, unfittedWeights, of, kind)),
    row(`${name}: fitted`, predictions(parts, fits, of, kind)),
  ]);
  const head = [
    '',
    'texts',
    'right, %',
    'log loss',
    'calibration error',
    'right of the most confident 20 %',
    '30 %',
    '50 %',
  ];
  const curve = reliability(predictions(parts, fits, (part) => [...part.atHoles, ...part.atKeys], 'whole'));
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

/** The suggestions that a user sees at each threshold, and the thresholds chosen for the setting's values. */
export function thresholdsText(outcomes: readonly ThresholdOutcome[], thresholds: Thresholds): string {
  const rows = outcomes.map(({ threshold, keys, shown, right }) => [
    threshold.toFixed(3),
    (100 * (shown / keys)).toFixed(1),
    percentText(right / shown),
    eagernesses
      .filter((word) => thresholds[word] === threshold)
      .map((word) => `${word}: ${percentText(precisions[word])}`)
      .join(', '),
  ]);
  return markdownTable(['threshold', 'suggestions in 100 keys', 'right to the end, %', 'target'], rows);
}
