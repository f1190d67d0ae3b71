import { markdownTable, milliseconds, percentText } from '../../bench/report/markdown.js';
import type { QualitySummary } from '../results.js';
import { modelAlone, shipped, workspaceAlone } from '../variants.js';

/** A goal of the product with this run's result. */
interface Goal {
  readonly name: string;
  readonly target: string;
  readonly result: string;
  readonly isMet: boolean;
}

const atLeast = (name: string, result: number | undefined, min: number, show: (value: number) => string): Goal[] =>
  result === undefined ? [] : [{ name, target: `≥ ${show(min)}`, result: show(result), isMet: result >= min }];

const atMost = (name: string, result: number | undefined, max: number, show: (value: number) => string): Goal[] =>
  result === undefined ? [] : [{ name, target: `≤ ${show(max)}`, result: show(result), isMet: result <= max }];

const share = (value: number): string => `${percentText(value)} %`;
const times = (value: number): string => `${value.toFixed(2)} ×`;
const seconds = (value: number): string => `${value.toFixed(2)} s`;

function goals({ holes, typing }: QualitySummary): Goal[] {
  const rest = (name: string): number | undefined => holes[name]?.kinds['rest of line']?.exact;
  const [both, model, workspace] = [shipped, modelAlone, workspaceAlone].map(({ name }) => rest(name));
  const ratio = (other: number | undefined): number | undefined =>
    both === undefined || other === undefined ? undefined : both / other;
  const typed = typing[shipped.name];
  return [
    ...atLeast('rest of line, exact', both, 0.4, share),
    ...atLeast('rest of line, exact: relative to the model alone', ratio(model), 1.4, times),
    ...atLeast('rest of line, exact: relative to the workspace alone', ratio(workspace), 1.4, times),
    ...atLeast('precision at 30 % shown', holes[shipped.name]?.trust.precision['30'], 0.7, share),
    ...atLeast('keystrokes saved', typed?.saved, 0.25, share),
    ...atMost('flicker, share of all keys', typed?.flicker, 0.02, share),
    ...atMost('CPU time for a minute of typing', typed?.cpuSecondsPerMinute, 3, seconds),
    ...atMost(
      'key to new ghost text, median, without the debounce',
      typed?.latencyMs['shown, not cached']?.p50,
      20,
      milliseconds,
    ),
  ];
}

/** The goals with their results. */
export function goalsText(summary: QualitySummary): string {
  const rows = goals(summary).map(({ name, target, result, isMet }) => [name, target, result, isMet ? 'yes' : 'no']);
  return rows.length === 0 ? '' : `### Goals\n\n${markdownTable(['', 'target', 'result', 'met'], rows)}`;
}
