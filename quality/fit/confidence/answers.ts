import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { Features } from '../../../src/core/suggest/confidence/features.js';
import { complete, prefillAhead } from '../../../src/engine/worker/complete.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import { isBeginning } from '../../measures/beginning.js';
import type { Completer } from '../../workspaceAlone.js';
import { RecordingGate, type Recorded } from './recorder.js';

/** A text and whether it was right to its end. */
export interface ScoredSample {
  readonly features: Features;
  readonly isRight: boolean;
}

/** An answer with what was right of it. */
export interface AnsweredSample {
  /** Cut off at each of its tokens. */
  readonly cuts: readonly ScoredSample[];
  /** As it ended by itself; absent where it did not, or nothing was left to show. */
  readonly whole?: ScoredSample;
}

/** An answer, and what the gate was told of it. */
export interface Known {
  readonly completion: Completion;
  readonly recorded: Recorded;
}

/** The shipped engine without its thread, whose last answer is remembered with what its gate was told. */
export class FeatureRecorder implements Completer {
  last: Known | undefined;
  private readonly gate = new RecordingGate();
  private readonly loaded: LoadedModel;

  constructor(loaded: LoadedModel) {
    this.loaded = { ...loaded, confidenceModel: this.gate };
  }

  async complete(request: CompletionRequest): Promise<Completion> {
    const never = (): boolean => false;
    const completion = await complete(this.loaded, request, { cancelled: never, now: () => performance.now() });
    if (!completion) throw new Error('Nobody cancelled it.');
    // As the engine's thread does while the person goes on typing.
    if (completion.source === 'workspace') await prefillAhead(this.loaded, request, never);
    this.last = { completion, recorded: this.gate.last };
    return completion;
  }
}

/**
 * Judges an answer by what a person wrote there.
 *
 * @param toCome all of it, from the cursor on.
 * @param isRight whether the answer is right, accepted as it is shown; undefined where nothing is shown.
 */
export function judge({ completion, recorded }: Known, toCome: string, isRight: boolean | undefined): AnsweredSample {
  const { tokens } = completion;
  let text = '';
  const cuts = tokens.flatMap(({ text: piece }, i) => {
    text += piece;
    const features = recorded.cuts[i];
    const next = tokens[i + 1]?.text[0];
    return features && piece !== '' ? [{ features, isRight: isBeginning(text, toCome, next) }] : [];
  });
  const { whole } = recorded;
  return { cuts, ...(whole && isRight !== undefined ? { whole: { features: whole, isRight } } : {}) };
}
