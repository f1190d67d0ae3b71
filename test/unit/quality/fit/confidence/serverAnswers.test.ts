import { describe, expect, it } from 'vitest';
import { ServerRecorder } from '../../../../../quality/fit/confidence/serverAnswers.js';
import { RecordingConfidenceModel } from '../../../../../quality/fit/confidence/recorder.js';
import { scoredText } from '../../../../../src/core/decode/scoredText.js';
import { nearbyText } from '../../../../../src/core/prompt/nearbyText.js';
import type { CompletionRequest } from '../../../../../src/core/request.js';
import { completionOf, suggestionRequestAt, sure } from '../../../support/scripted.js';

const { context, request } = suggestionRequestAt('x = ‸\ny');
const asked: CompletionRequest = { ...request(context), path: 'a.ts' };

describe('ServerRecorder', () => {
  it('records the features by which the server’s engine scores an answer', async () => {
    const tokens = [
      { text: 'foo', logprob: -0.1 },
      { text: '(a)', logprob: -0.5 },
      { text: '\n', logprob: -0.2 },
    ];
    const { prefix, suffix, path } = asked;
    const model = new RecordingConfidenceModel();
    const scorer = model.begin({ ...nearbyText(prefix, suffix), path, source: 'model' });
    const text = scoredText({ tokens, stop: { reason: 'newline', keep: 6 }, score: 0 }, scorer, true);
    const recorder = new ServerRecorder({ complete: () => Promise.resolve({ ...completionOf(sure('')), ...text }) });
    await recorder.complete(asked);
    expect(recorder.last!.recorded).toEqual(model.last);
    expect(recorder.last!.recorded.whole?.endLogprob).toBeCloseTo(-0.2);
  });

  it('asks for the end’s probability', async () => {
    const requests: CompletionRequest[] = [];
    const recorder = new ServerRecorder({
      complete: (one) => (requests.push(one), Promise.resolve(completionOf(sure('foo')))),
    });
    await recorder.complete(asked);
    expect(requests).toEqual([{ ...asked, top: 0 }]);
  });

  it('takes no answer for an empty one', async () => {
    const recorder = new ServerRecorder({ complete: () => Promise.resolve(undefined) });
    expect(await recorder.complete(asked)).toMatchObject({ text: '', confidence: 0 });
    expect(recorder.last!.recorded).toEqual({ cuts: [] });
  });
});
