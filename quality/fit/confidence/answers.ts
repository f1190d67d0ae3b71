import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { Features } from '../../../src/core/suggest/confidence/features.js';
import { complete, prefillAhead } from '../../../src/engine/worker/complete.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import { isPrefixToWordEnd } from '../../measures/texts.js';
import type { Completer } from '../../completers.js';
import { RecordingConfidenceModel, type RecordedFeatures } from './recorder.js';

/** A text's features, and whether it is right to its end. */
export interface LabeledText {
  readonly features: Features;
  readonly isRight: boolean;
}

/** An answer's texts, labeled as right or wrong. */
export interface LabeledAnswer {
  /** The text cut off at each of its tokens. */
  readonly cuts: readonly LabeledText[];
  /** The whole text; absent where it was cut off, or nothing was left to show. */
  readonly whole?: LabeledText;
}

/** An answer, and the features recorded for it. */
export interface RecordedCompletion {
  readonly completion: Completion;
  readonly recorded: RecordedFeatures;
}

/** An engine that keeps its last answer with the features of its confidence. */
export interface AnswerRecorder extends Completer {
  readonly last: RecordedCompletion | undefined;
}

/** The shipped engine without its worker thread. */
export class RecordingCompleter implements AnswerRecorder {
  last: RecordedCompletion | undefined;
  private readonly confidenceModel = new RecordingConfidenceModel();
  private readonly loaded: LoadedModel;

  constructor(loaded: LoadedModel) {
    this.loaded = { ...loaded, confidenceModel: this.confidenceModel };
  }

  async complete(request: CompletionRequest): Promise<Completion> {
    const never = (): boolean => false;
    const completion = await complete(this.loaded, request, { cancelled: never, now: () => performance.now() });
    if (!completion) throw new Error('The engine gave no answer.');
    // As the engine's worker does while the user continues typing.
    if (completion.source === 'workspace') await prefillAhead(this.loaded, request, never);
    this.last = { completion, recorded: this.confidenceModel.last };
    return completion;
  }
}

/**
 * Labels an answer by the original text.
 *
 * @param toCome the original text from the cursor on.
 * @param isRight whether the answer is right if it is accepted as shown; undefined where nothing is shown.
 */
export function labelAnswer(
  { completion, recorded }: RecordedCompletion,
  toCome: string,
  isRight: boolean | undefined,
): LabeledAnswer {
  const { tokens } = completion;
  let text = '';
  const cuts = tokens.flatMap(({ text: piece }, i) => {
    text += piece;
    const features = recorded.cuts[i];
    const next = tokens[i + 1]?.text[0];
    return features && piece !== '' ? [{ features, isRight: isPrefixToWordEnd(text, toCome, next) }] : [];
  });
  const { whole } = recorded;
  return { cuts, ...(whole && isRight !== undefined ? { whole: { features: whole, isRight } } : {}) };
}
