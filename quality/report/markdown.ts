import type { QualitySummary } from '../results.js';
import { shipped } from '../variants.js';
import { ablationText } from './ablation.js';
import { enginesText } from './engines.js';
import { generateText } from './generate.js';
import { goalsText } from './goals.js';
import { holesText, precisionText, reliabilityText } from './holes.js';
import { latencyText, typingText } from './typing.js';
import { markdownTable, percentText } from '../../bench/report/markdown.js';

/** All tables of a run, without those of parts that were not measured. */
export function qualityMarkdown(summary: QualitySummary): string {
  const { holes, typing, engines, generate, ablation, infilling } = summary;
  const [main, typed] = [holes[shipped.name], typing[shipped.name]];
  const texts = [
    goalsText(summary),
    ...(main ? [holesText(holes, summary.betterAlone), reliabilityText(main.trust), precisionText(main.trust)] : []),
    ...(typed ? [typingText(typing), latencyText(typed)] : []),
    ...(Object.keys(engines).length > 0 ? [enginesText(engines)] : []),
    ...(Object.keys(generate).length > 0 ? [generateText(generate)] : []),
    ...(infilling.length > 0 ? [infillingText(infilling)] : []),
    ...(ablation.length > 0 ? [ablationText(ablation)] : []),
  ];
  return texts.filter((text) => text !== '').join('\n\n');
}

export function infillingText(rows: QualitySummary['infilling']): string {
  const cells = rows.map(({ kind, variant, count, exact, passed, error }) => [
    `${kind}, ${variant}`,
    String(count),
    percentText(exact),
    `${percentText(passed)} ± ${percentText(error)}`,
  ]);
  return `### HumanEval-Infilling\n\n${markdownTable(['', 'tasks', 'exact, %', 'tests pass, %'], cells)}`;
}
