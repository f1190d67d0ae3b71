import type { Candidate } from '../../src/core/generate/candidates.js';
import { isOffered, ranked } from '../../src/core/generate/ranking.js';
import { strategiesForFirst } from '../../src/core/generate/strategies.js';
import { TextWriter, type WritingOptions } from '../../src/core/generate/textWriter.js';
import { drafterKinds } from '../../src/core/request.js';
import { samplingStrategy } from '../../src/core/sampling/sampling.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { Engine } from '../../src/engine/engine.js';
import type { GenerateCase } from './cases.js';

/** The editor's defaults. */
const options: WritingOptions = {
  maxTokens: 256,
  drafters: drafterKinds,
  workspace: { weight: { kind: 'fitted' } },
};

/** The way in which a text is offered: as shipped, or with one part changed. */
export interface OfferVariant {
  readonly name: string;
  readonly strategiesOf: (seed: number) => readonly Strategy[];
  /** Whether texts of any confidence are offered. */
  readonly isOpen: boolean;
}

const defaults = (seed: number): Strategy => samplingStrategy({ temperature: 0.7, topK: 40, topP: 0.95, seed });

export const offerVariants: readonly OfferVariant[] = [
  { name: 'shipped', strategiesOf: (seed) => strategiesForFirst(defaults(seed)), isOpen: false },
  { name: 'without a confidence threshold', strategiesOf: (seed) => strategiesForFirst(defaults(seed)), isOpen: true },
  { name: 'greedy alone', strategiesOf: () => [{ kind: 'greedy' }], isOpen: false },
];

/** Offers a text as the editor does, without an editor: the best of several; undefined where it declines. */
export async function offer(
  engine: Engine,
  { target }: GenerateCase,
  { strategiesOf, isOpen }: OfferVariant,
  seed: number,
): Promise<Candidate | undefined> {
  const writer = new TextWriter(engine);
  const found: Candidate[] = [];
  for (const strategy of strategiesOf(seed)) {
    const soFar = { text: target.lead, replaces: 0 };
    const { signal } = new AbortController();
    found.push(...(await writer.write(target, options, { strategy, soFar, signal, onText: () => undefined })));
  }
  const [best] = ranked(found);
  return best && (isOpen || isOffered(best)) ? best : undefined;
}
