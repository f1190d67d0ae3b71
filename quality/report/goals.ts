import { markdownTable } from '../../bench/report/markdown.js';
import type { QualitySummary } from '../results.js';
import { modelAlone, shipped, workspaceAlone } from '../variants.js';
import { milliseconds, percentText } from './figures.js';

/** What the product wants to reach, and what this run found; undefined where it was not measured. */
interface Goal {
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
  readonly isMet: boolean;
}

const atLeast = (name: string, found: number | undefined, least: number, show: (value: number) => string): Goal[] =>
  found === undefined ? [] : [{ name, wanted: `≥ ${show(least)}`, found: show(found), isMet: found >= least }];

const atMost = (name: string, found: number | undefined, most: number, show: (value: number) => string): Goal[] =>
  found === undefined ? [] : [{ name, wanted: `≤ ${show(most)}`, found: show(found), isMet: found <= most }];

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
    ...atLeast('rest of line, exact: as much as the model alone', ratio(model), 1.4, times),
    ...atLeast('rest of line, exact: as much as the workspace alone', ratio(workspace), 1.4, times),
    ...atLeast('precision at 30 % shown', holes[shipped.name]?.trust.precision['30'], 0.7, share),
    ...atLeast('keystrokes saved', typed?.saved, 0.25, share),
    ...atMost('flicker, of all keys', typed?.flicker, 0.02, share),
    ...atMost('processor time for a minute of typing', typed?.cpuSecondsPerMinute, 3, seconds),
    ...atMost(
      'key to new ghost text, median, without the wait',
      typed?.latencyMs['shown, not known']?.p50,
      20,
      milliseconds,
    ),
  ];
}

/** What was wanted beside what was found. */
export function goalsText(summary: QualitySummary): string {
  const rows = goals(summary).map(({ name, wanted, found, isMet }) => [name, wanted, found, isMet ? 'yes' : 'no']);
  return rows.length === 0 ? '' : `### Goals\n\n${markdownTable(['', 'wanted', 'found', 'met'], rows)}`;
}
