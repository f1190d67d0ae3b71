import type { DialectProtocol, ServerAbilities } from '../../core/server/dialects/dialectProtocol.js';
import type { ServerPrompt, ServerUsage } from '../../core/server/serverStream.js';
import { streamAnswer } from '../answerStream.js';
import { withoutUndefined } from '../../core/server/dialects/json.js';
import type { Examined } from './dialectProbe.js';

/** A short answer to a fixed prompt. */
export interface ProbeAnswer {
  readonly text: string;
  readonly hasLogprobs: boolean;
  readonly usage?: ServerUsage;
}

/** A short request of a probe. */
export interface ProbeQuestion {
  readonly protocol: DialectProtocol;
  readonly abilities: ServerAbilities;
  readonly prompt: ServerPrompt;
  readonly maxTokens: number;
}

/** Code whose middle is plain to see, so that an answer with the suffix differs from one without. */
export const probePrefix = 'function add(left, right) {\n  return';
export const probeSuffix = '\n}\n\nmodule.exports = { add };\n';

/**
 * Requests a short greedy answer, as completions request it: streamed.
 *
 * @throws as `streamAnswer`.
 */
export async function probeAnswer(examined: Examined, question: ProbeQuestion): Promise<ProbeAnswer> {
  const { client, signal, model, models } = examined;
  const { protocol, abilities, prompt, maxTokens } = question;
  const source = { client, protocol, abilities, model: model.id, models };
  const request = { prompt, maxTokens, sampling: { temperature: 0 }, top: 1, stop: [] };
  let text = '';
  let hasLogprobs = false;
  let usage: ServerUsage | undefined;
  for await (const chunk of streamAnswer(source, request, signal)) {
    text += chunk.text;
    hasLogprobs ||= chunk.tokens.some(({ logprob }) => logprob !== undefined);
    usage = chunk.usage ?? usage;
  }
  return withoutUndefined<ProbeAnswer>({ text, hasLogprobs, usage });
}
