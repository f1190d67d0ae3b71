import type { QualitySummary } from '../results.js';
import { shipped } from '../variants.js';
import { ablationText } from './ablation.js';
import { goalsText } from './goals.js';
import { holesText, precisionText, reliabilityText } from './holes.js';
import { infillingText } from './infilling.js';
import { latencyText, typingText } from './typing.js';

/** All tables of a run; those of what was not measured are left out. */
export function qualityMarkdown(summary: QualitySummary): string {
  const { holes, typing, ablation, infilling } = summary;
  const [whole, typed] = [holes[shipped.name], typing[shipped.name]];
  const texts = [
    goalsText(summary),
    ...(whole ? [holesText(holes, summary.betterAlone), reliabilityText(whole.trust), precisionText(whole.trust)] : []),
    ...(typed ? [typingText(typing), latencyText(typed)] : []),
    ...(infilling.length > 0 ? [infillingText(infilling)] : []),
    ...(ablation.length > 0 ? [ablationText(ablation)] : []),
  ];
  return texts.filter((text) => text !== '').join('\n\n');
}
