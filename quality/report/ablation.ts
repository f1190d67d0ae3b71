import { markdownTable, milliseconds, percentText } from '../../bench/report/markdown.js';
import { holeKinds } from '../holes/kinds.js';
import type { VariantSummary } from '../holes/summary.js';
import type { TypingSummary } from '../typing/summary.js';

/** The results of a variant; absent where it was not measured, or cannot differ. */
export interface AblationRow {
  readonly name: string;
  readonly holes?: VariantSummary;
  readonly typing?: TypingSummary;
}

function cells({ name, holes, typing }: AblationRow): string[] {
  const ofHoles = holes
    ? [
        ...holeKinds.map((kind) => percentText(holes.kinds[kind]?.exact ?? NaN)),
        percentText(holes.trust.precision['30']),
        percentText(holes.trust.precisionShown),
        percentText(holes.trust.shown),
        milliseconds(holes.latencyMs.p50),
      ]
    : Array.from({ length: holeKinds.length + 4 }, () => '');
  const ofTyping = typing
    ? [
        percentText(typing.saved),
        String(typing.shown.wrong),
        percentText(typing.flicker),
        milliseconds(typing.latencyMs.all?.p50 ?? NaN),
        typing.cpuSecondsPerMinute.toFixed(2),
      ]
    : Array.from({ length: 5 }, () => '');
  return [name, ...ofHoles, ...ofTyping];
}

export function ablationText(rows: readonly AblationRow[]): string {
  const head = [
    '',
    ...holeKinds.map((kind) => `${kind}, exact %`),
    'precision at 30 %',
    'precision as shown',
    'shown, %',
    'cold, p50',
    'keys saved, %',
    'wrong shown',
    'flicker, %',
    'key, p50',
    'CPU s / min',
  ];
  return `### Ablations: each part alone switched off\n\n${markdownTable(head, rows.map(cells))}`;
}
