import type { PromptPartName } from '../prompt/assemble.js';
import type { Filter } from '../sampling/filters/filters.js';
import type { StrategyKind } from '../sampling/strategy.js';
import type { StopReason } from '../decode/stops/stop.js';
import { Figures, type CountedText } from './figures.js';
import type { SliderKey } from './sliders.js';

/** All texts of the page, in the user's language; {0}, {1} … are filled in where they are shown. */
export interface PageTexts {
  readonly language: string;
  readonly tabs: Readonly<Record<'tokens' | 'strategies' | 'prompt' | 'mask', string>>;
  readonly sections: string;
  readonly place: string;
  readonly strategyNames: Readonly<Record<StrategyKind, string>>;
  readonly stops: Readonly<Record<StopReason, string>>;
  readonly parts: Readonly<Record<PromptPartName, string>>;
  readonly filters: Readonly<Record<Filter['kind'], string>>;

  readonly tokenCount: CountedText;
  readonly placeCount: CountedText;
  readonly forwardCount: CountedText;
  readonly otherCount: CountedText;

  readonly follow: string;
  readonly followHint: string;
  readonly explainHere: string;
  readonly explainHereHint: string;
  readonly restore: string;

  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly waiting: string;
  readonly failedTitle: string;
  readonly restart: string;
  readonly openSettings: string;
  readonly showLog: string;

  readonly tokensTitle: string;
  readonly tokensHint: string;
  readonly servedTokensHint: string;
  readonly nothing: string;
  readonly noProbabilities: string;
  readonly product: string;
  readonly surprisalSum: string;
  readonly perplexity: string;
  readonly confidence: string;
  readonly ended: string;
  readonly endedBy: string;
  readonly chip: string;
  readonly chipPicked: string;
  readonly picked: string;
  readonly drafted: string;
  readonly workspace: string;
  readonly workspaceSaysOtherwise: string;
  readonly thisFile: string;
  readonly healedChip: string;
  readonly legend: string;
  readonly asTable: string;
  readonly columns: Readonly<
    Record<
      'number' | 'token' | 'probability' | 'product' | 'surprisal' | 'perplexity' | 'entropy' | 'by' | 'filtered',
      string
    >
  >;
  readonly byModel: string;
  readonly explained: string;

  readonly cardTitle: string;
  readonly entropy: string;
  readonly entropyBoth: string;
  readonly greedyTakes: string;
  readonly droppedBy: string;
  readonly droppedByFilters: string;
  readonly goOnWith: string;
  readonly chosen: string;
  readonly end: string;

  readonly stepTitle: string;
  readonly stepHint: string;
  readonly greedyNote: string;
  readonly beamNote: string;
  readonly sliderNames: Readonly<Record<SliderKey, string>>;
  readonly sliderHints: Readonly<Record<SliderKey, string>>;
  readonly sliderAll: string;
  readonly sliderNone: string;
  readonly sliderGreedy: string;
  readonly sliders: string;
  readonly fromSettings: string;
  readonly write: string;
  readonly written: string;
  readonly effect: string;
  readonly effectNone: string;
  readonly noFilters: string;
  readonly left: string;
  readonly distribution: string;
  readonly loadingStep: string;
  readonly servedStep: string;
  readonly servedNoAlternatives: string;

  readonly strategiesTitle: string;
  readonly strategiesHint: string;
  readonly drawAgain: string;
  readonly comparing: string;
  readonly strategyText: string;
  readonly strategyScore: string;
  readonly strategyCost: string;
  readonly greedyText: string;
  readonly sampleText: string;
  readonly beamText: string;
  readonly beamTextScored: string;
  readonly treeTitle: string;
  readonly treeHint: string;
  readonly treeNode: string;
  readonly treeEnd: string;
  readonly treeGivenUp: string;
  readonly blank: string;

  readonly promptTitle: string;
  readonly promptHint: string;
  readonly budget: string;
  readonly budgetLeft: string;
  readonly partCount: string;
  readonly healed: string;
  readonly servedPrompt: string;
  readonly servedCount: string;
  readonly servedCounts: string;

  readonly maskTitle: string;
  readonly maskHint: string;
  readonly maskLabel: string;
  readonly maskRow: string;
  readonly maskCount: string;
  readonly maskText: string;
}

/** The page's texts, and the figures that are filled into them. */
export interface PageWords extends PageTexts {
  readonly figures: Figures;
}

/** The texts with a formatter for their language. */
export const wordsOf = (texts: PageTexts): PageWords => ({ ...texts, figures: new Figures(texts.language) });
