import type { ServerRequest, ServerUsage } from '../serverStream.js';
import type { AnswerEnd, AnswerEvent } from './answerReader.js';
import type { DialectProtocol, DialectRequest, ServerAbilities } from './dialectProtocol.js';
import { withoutUndefined, jsonList, jsonNumber, jsonObject, jsonText, type JsonObject } from './json.js';
import { choiceTokens } from './rawTokens.js';

/** OpenAI refuses more than 5 alternatives; vLLM, by default, more than 20. */
const maxTop = (abilities: ServerAbilities): number => (abilities.extensions ? 20 : 5);

function promptOf({ prompt }: ServerRequest): JsonObject {
  switch (prompt.kind) {
    case 'text':
      return { prompt: prompt.text };
    case 'tokens':
      return { prompt: prompt.ids };
    // A verified suffix: the server has no format for snippets, so that they would be text of this file.
    case 'parts':
      return { prompt: prompt.prefix, suffix: prompt.suffix };
  }
}

/** vLLM and SGLang tell the counts with each part then: an answer that ends on this side has no last one. */
const usageOptions = ({ extensions }: ServerAbilities): JsonObject => ({
  include_usage: true,
  ...(extensions ? { continuous_usage_stats: true } : {}),
});

const extensionsOf = ({ sampling }: ServerRequest): JsonObject => ({
  top_k: sampling.topK,
  min_p: sampling.minP,
  typical_p: sampling.typicalP,
  // vLLM's name and llama.cpp's; each ignores the other.
  repetition_penalty: sampling.repetitionPenalty,
  repeat_penalty: sampling.repetitionPenalty,
  // llama.cpp's way to tell the counts with each part.
  timings_per_token: true,
});

function request(asked: ServerRequest, model: string, abilities: ServerAbilities): DialectRequest {
  const { sampling, maxTokens, top, stop } = asked;
  const body = withoutUndefined<JsonObject>({
    model,
    ...promptOf(asked),
    max_tokens: maxTokens,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    seed: sampling.seed,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    // At most four are allowed by OpenAI; some servers refuse an empty list.
    stop: stop.length > 0 ? stop.slice(0, 4) : undefined,
    stream: true,
    // With 0, llama.cpp sends none; the others send the chosen token's with 1, too.
    logprobs: abilities.logprobs ? Math.min(maxTop(abilities), Math.max(1, top)) : undefined,
    stream_options: abilities.usage ? usageOptions(abilities) : undefined,
    ...(abilities.extensions ? extensionsOf(asked) : {}),
  });
  return { path: '/v1/completions', body };
}

/** `stop` is the end of the text, too: completions do not tell a stop text from it, but vLLM and others do. */
function endOf({ finish_reason: reason, stop_reason: text }: JsonObject): AnswerEnd | undefined {
  if (typeof reason !== 'string') return undefined;
  if (reason === 'length') return 'limit';
  return typeof text === 'string' ? 'stop' : 'end';
}

function usageOf({ usage: value, timings }: JsonObject): ServerUsage | undefined {
  const usage = jsonObject(value);
  const promptTokens = jsonNumber(usage.prompt_tokens);
  if (promptTokens === undefined) return usageOfTimings(jsonObject(timings));
  const details = jsonObject(usage.prompt_tokens_details);
  // The second is DeepSeek's.
  const cachedTokens = jsonNumber(details.cached_tokens) ?? jsonNumber(usage.prompt_cache_hit_tokens);
  return withoutUndefined<ServerUsage>({ promptTokens, cachedTokens });
}

function usageOfTimings({ cache_n: cached, prompt_n: read }: JsonObject): ServerUsage | undefined {
  const cachedTokens = jsonNumber(cached);
  const readTokens = jsonNumber(read);
  if (cachedTokens === undefined || readTokens === undefined) return undefined;
  return { promptTokens: cachedTokens + readTokens, cachedTokens };
}

function parse(value: unknown): AnswerEvent {
  if (value === '[DONE]') return { text: '', tokens: [], isLast: true };
  const event = jsonObject(value);
  const choice = jsonObject(jsonList(event.choices)[0]);
  return withoutUndefined<AnswerEvent>({
    text: jsonText(choice.text) ?? '',
    tokens: choiceTokens(choice.logprobs),
    end: endOf(choice),
    usage: usageOf(event),
  });
}

/** OpenAI's completions, as llama.cpp, vLLM, LM Studio, TGI and others have them, each with its own gaps. */
export const openaiProtocol: DialectProtocol = { framing: 'sse', request, parse };
