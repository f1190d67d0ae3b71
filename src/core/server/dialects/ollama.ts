import type { ServerRequest, ServerUsage } from '../serverStream.js';
import type { AnswerEvent } from './answerReader.js';
import type { DialectProtocol, DialectRequest, ServerAbilities } from './dialectProtocol.js';
import { withoutUndefined, jsonNumber, jsonObject, jsonText, type JsonObject } from './json.js';
import { chatTokens } from './rawTokens.js';

/** Ollama's limit. */
const maxTop = 20;

function promptOf({ prompt }: ServerRequest): JsonObject {
  switch (prompt.kind) {
    case 'text':
      // Raw: the text has the model's template already.
      return { prompt: prompt.text, raw: true };
    case 'tokens':
      throw new Error('Ollama takes no token ids.');
    case 'parts':
      return { prompt: prompt.prefix, suffix: prompt.suffix };
  }
}

const optionsOf = ({ sampling, maxTokens, stop }: ServerRequest): JsonObject =>
  withoutUndefined<JsonObject>({
    num_predict: maxTokens,
    temperature: sampling.temperature,
    // Absent means the model's defaults, which cut the distribution.
    top_k: sampling.topK ?? 0,
    top_p: sampling.topP ?? 1,
    min_p: sampling.minP ?? 0,
    typical_p: sampling.typicalP,
    seed: sampling.seed,
    repeat_penalty: sampling.repetitionPenalty ?? 1,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    stop: stop.length > 0 ? stop : undefined,
    // No `num_ctx`: a value other than the loaded model's would load it again, for every client.
  });

function request(asked: ServerRequest, model: string, { logprobs }: ServerAbilities): DialectRequest {
  const { top } = asked;
  const body = withoutUndefined<JsonObject>({
    model,
    ...promptOf(asked),
    stream: true,
    // Otherwise a prompt that is too long loses its start, and its marks, without a word.
    truncate: false,
    options: optionsOf(asked),
    logprobs: logprobs ? true : undefined,
    top_logprobs: logprobs && top > 0 ? Math.min(maxTop, top) : undefined,
  });
  return { path: '/api/generate', body };
}

function parse(value: unknown): AnswerEvent {
  const event = jsonObject(value);
  const isLast = event.done === true;
  const promptTokens = jsonNumber(event.prompt_eval_count);
  const usage: ServerUsage | undefined = promptTokens === undefined ? undefined : { promptTokens };
  return withoutUndefined<AnswerEvent>({
    text: jsonText(event.response) ?? '',
    tokens: chatTokens(event.logprobs),
    // A stop text and the model's end have the same reason.
    end: isLast ? (event.done_reason === 'length' ? 'limit' : 'end') : undefined,
    usage,
    isLast,
  });
}

/** Ollama's `/api/generate`: a JSON object per line. */
export const ollamaProtocol: DialectProtocol = { framing: 'lines', request, parse };
