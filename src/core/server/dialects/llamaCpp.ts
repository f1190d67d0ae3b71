import type { ServerRequest, ServerUsage } from '../serverStream.js';
import type { AnswerEnd, AnswerEvent } from './answerReader.js';
import type { DialectProtocol, DialectRequest } from './dialectProtocol.js';
import { withoutUndefined, jsonNumber, jsonObject, jsonText, type JsonObject } from './json.js';
import { chatTokens } from './rawTokens.js';

const ends: Readonly<Record<string, AnswerEnd>> = { eos: 'end', limit: 'limit', word: 'stop' };

function promptOf({ prompt }: ServerRequest): JsonObject {
  switch (prompt.kind) {
    case 'text':
      return { prompt: prompt.text };
    case 'tokens':
      return { prompt: prompt.ids };
    case 'parts':
      return {
        input_prefix: prompt.prefix,
        // Required, even where there is none.
        input_suffix: prompt.suffix,
        input_extra: prompt.snippets.map(({ path, text }) => ({ filename: path, text })),
        prompt: '',
      };
  }
}

/** A grammar of texts that begin so. Its characters are escaped as llama.cpp's `grammars/README.md` says. */
function grammarOf(begin: string | undefined): string | undefined {
  if (!begin) return undefined;
  const escaped = begin.replace(/["\\]/g, '\\$&').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
  return `root ::= "${escaped}" [^\\x00]*`;
}

function request(asked: ServerRequest, model: string): DialectRequest {
  const { sampling, maxTokens, top, stop, prompt } = asked;
  const body = withoutUndefined<JsonObject>({
    ...promptOf(asked),
    model,
    stream: true,
    n_predict: maxTokens,
    // With 0 there would be no log-probabilities at all.
    n_probs: Math.max(1, top),
    return_tokens: true,
    cache_prompt: true,
    // The counts with the first token: an answer that ends on this side has no last event.
    timings_per_token: true,
    stop,
    grammar: grammarOf(asked.begin),
    temperature: sampling.temperature,
    // Absent means the server's own defaults, which cut the distribution.
    top_k: sampling.topK ?? 0,
    top_p: sampling.topP ?? 1,
    min_p: sampling.minP ?? 0,
    typical_p: sampling.typicalP,
    seed: sampling.seed,
    repeat_penalty: sampling.repetitionPenalty,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
  });
  return { path: prompt.kind === 'parts' ? '/infill' : '/completion', body };
}

function usageOf({ timings, tokens_evaluated: evaluated }: JsonObject): ServerUsage | undefined {
  const promptTokens = jsonNumber(evaluated);
  const cachedTokens = jsonNumber(jsonObject(timings).cache_n);
  return promptTokens === undefined ? undefined : withoutUndefined<ServerUsage>({ promptTokens, cachedTokens });
}

function parse(value: unknown): AnswerEvent {
  const event = jsonObject(value);
  const isLast = event.stop === true;
  return withoutUndefined<AnswerEvent>({
    text: jsonText(event.content) ?? '',
    tokens: chatTokens(event.completion_probabilities),
    // Versions before 2025 have a boolean for each reason instead of `stop_type`.
    end: isLast ? (ends[jsonText(event.stop_type) ?? ''] ?? oldEnd(event)) : undefined,
    usage: usageOf(event),
    isLast,
  });
}

const oldEnd = (event: JsonObject): AnswerEnd =>
  event.stopped_limit === true ? 'limit' : event.stopped_word === true ? 'stop' : 'end';

/**
 * llama.cpp's own endpoints, `/completion` and `/infill`. At temperature 0 its log-probabilities are those of the plain
 * softmax.
 */
export const llamaCppProtocol: DialectProtocol = { framing: 'sse', request, parse };
