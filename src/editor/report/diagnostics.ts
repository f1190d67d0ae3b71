import { percentileMs, type Histogram } from '../../core/statistics/histogram.js';
import type { Counts } from '../../core/statistics/counts.js';
import type { EngineState } from '../../engine/engine.js';
import { sizeText } from '../../models/bytes.js';
import type { RecordedAnswer } from '../statistics/recorder.js';

/** The facts in a report. None of them comes from a document. */
export interface Diagnostics {
  /** Name and value. */
  readonly versions: readonly (readonly [string, string])[];
  readonly state: EngineState;
  /** A public name of the model: the name of a user's own model may be private. */
  readonly modelName: string;
  /** Name and value of each setting that is not as the manifest has it. */
  readonly settings: readonly (readonly [string, string])[];
  /** The newest at the end. */
  readonly answers: readonly RecordedAnswer[];
  readonly counts: Counts;
  /** Cleaned already; the newest at the end. */
  readonly problems: readonly string[];
}

const list = (rows: readonly (readonly [string, string])[]): string =>
  rows.length === 0 ? 'none' : rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');

function aboutModel({ state, modelName }: Diagnostics): string {
  if (state.kind !== 'ready' && state.kind !== 'working') return list([['state', state.kind]]);
  const { sizeBytes, cache, vocabSize, contextLength, fillsInTheMiddle, isConfidenceFitted, loadMs, drafter } =
    state.info;
  return list([
    ['state', state.kind],
    ['name', modelName],
    ['size', sizeText(sizeBytes)],
    ['attention cache', cache],
    ['vocabulary', String(vocabSize)],
    ['context', `${contextLength} tokens`],
    ['fills in the middle', String(fillsInTheMiddle)],
    ['confidence fitted', String(isConfidenceFitted)],
    ['loaded in', `${loadMs.toFixed(0)} ms`],
    ['draft model', drafter === undefined ? 'none' : 'yes'],
  ]);
}

const percentile = (histogram: Histogram, share: number): string => percentileMs(histogram, share)?.toFixed(1) ?? '–';

function aboutAnswers({ answers, counts }: Diagnostics): string {
  const { shown, accepted, partlyAccepted, remembered, latency } = counts;
  const last = answers.map(
    ({ latencyMs, isRemembered }) => `${latencyMs.toFixed(1)}${isRemembered ? ' (remembered)' : ''}`,
  );
  return list([
    ['last, in ms', last.length === 0 ? 'none' : last.join(', ')],
    ['percentiles 50 / 95 / 99, in ms', [0.5, 0.95, 0.99].map((share) => percentile(latency, share)).join(' / ')],
    ['in 90 days', `${shown} shown, ${accepted} accepted, ${partlyAccepted} partly, ${remembered} remembered`],
  ]);
}

/** The report in Markdown, always in English for the maintainers. */
export function reportText(diagnostics: Diagnostics): string {
  const { versions, settings, problems } = diagnostics;
  const fenced = problems.length === 0 ? 'none' : `\`\`\`text\n${problems.join('\n')}\n\`\`\``;
  return `## Versions

${list(versions)}

## Model

${aboutModel(diagnostics)}

## Settings that were changed

${list(settings)}

## Answers

${aboutAnswers(diagnostics)}

## Last problems

${fenced}
`;
}
