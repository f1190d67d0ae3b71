import { isOwnEnd } from '../../../src/core/decode/stops/stop.js';
import { nearbyText } from '../../../src/core/prompt/nearbyText.js';
import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import { AnswerFeatures } from '../../../src/core/suggest/confidence/features.js';
import type { Completer } from '../../completers.js';
import type { AnswerRecorder, RecordedCompletion } from './answers.js';
import type { RecordedFeatures } from './recorder.js';

/** A server's engine that keeps its last answer with its features. Nothing of the workspace is in them. */
export class ServerRecorder implements AnswerRecorder {
  last: RecordedCompletion | undefined;

  /** @param server answers with log-probabilities. */
  constructor(private readonly server: Completer) {}

  async complete(request: CompletionRequest): Promise<Completion> {
    // The probability of the end is reported only with the tokens' details.
    const completion = await this.server.complete({ ...request, top: 0 });
    // A server has no answer where it writes another word than the one that is half typed.
    const answered = completion ?? noCompletion;
    this.last = { completion: answered, recorded: featuresOf(request, answered) };
    return answered;
  }
}

/** The features of an answer as the server's engine scores it. */
export function featuresOf(
  { prefix, suffix, path, languageId }: CompletionRequest,
  { tokens, stop, endLogprob }: Completion,
): RecordedFeatures {
  const features = new AnswerFeatures({ ...nearbyText(prefix, suffix), path, languageId, source: 'model' });
  const cuts = tokens.map((token) => {
    features.add(token);
    return features.isEmpty ? undefined : features.cut();
  });
  return { cuts, ...(isOwnEnd(stop) && endLogprob !== undefined ? { whole: features.whole(endLogprob) } : {}) };
}

const noCompletion: Completion = {
  ...{ text: '', tokens: [], stop: 'end', confidence: 0, score: 0, source: 'server', others: [], drafts: {} },
  thresholds: { quiet: 1, balanced: 1, eager: 1 },
  timings: {
    ...{ tokenizeMs: 0, prefillMs: 0, decodeMs: 0, totalMs: 0, promptTokens: 0, reusedTokens: 0, forwards: 0 },
  },
};
