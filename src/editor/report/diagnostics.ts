import { percentileMs, type Histogram } from '../../core/statistics/histogram.js';
import type { Counts } from '../../core/statistics/counts.js';
import type { EngineState } from '../../engine/engine.js';
import { sizeText } from '../../core/sizeText.js';
import type { ServerView } from '../server/serverView.js';
import type { RecordedAnswer } from '../statistics/recorder.js';

/** The facts in a report. None of them comes from a document. */
export interface Diagnostics {
  /** Name and value. */
  readonly versions: readonly (readonly [string, string])[];
  readonly state: EngineState;
  /** A public name of the model: the name of a user's own model may be private. */
  readonly modelName: string;
  readonly server: ServerView;
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

/** The name of a user's server or model may be private: only a server on this machine is named. */
function aboutServer({ server: { chosen, host, isLocal, state, problem } }: Diagnostics): string {
  if (chosen === 'builtIn') return 'none';
  const facts: [string, string][] = [
    ['engine', chosen],
    ['server', isLocal && host !== undefined ? host : 'remote'],
    ['state', problem ? 'not allowed' : state.kind],
  ];
  if (state.kind !== 'ready') return list(facts);
  const { dialect, models, contextLength, template, fillsInTheMiddle, hasLogprobs } = state.info;
  return list([
    ...facts,
    ['dialect', dialect],
    ['models', String(models.length)],
    ['context', contextLength === undefined ? 'unknown' : `${contextLength} tokens`],
    ['template', template],
    ['fills in the middle', String(fillsInTheMiddle)],
    ['log-probabilities', String(hasLogprobs)],
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

## Server

${aboutServer(diagnostics)}

## Settings that were changed

${list(settings)}

## Answers

${aboutAnswers(diagnostics)}

## Last problems

${fenced}
`;
}
