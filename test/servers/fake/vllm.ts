import { replayed, sseEvent, withBody, type FakeAnswer, type FakeToken } from './answer.js';
import type { FakeDialect } from './dialect.js';
import { fakeIdOf, fakeTokensOf } from './fakeTokens.js';
import { finishReason, legacyLogprobs, openAiLimits } from './openAiStream.js';
import recorded from './recorded/vllm.json';
import {
  fieldsOf,
  generate,
  promptTokensOf,
  textField,
  type FakePrompt,
  type Fields,
  type Generated,
  type Served,
} from './served.js';

/** Most tokens come alone, but when the engine is ahead of the connection two come in one chunk. */
function chunksOf(tokens: readonly FakeToken[]): FakeToken[][] {
  const chunks: FakeToken[][] = [];
  for (const [i, token] of tokens.entries()) {
    if (i % 4 === 3) chunks.at(-1)!.push(token);
    else chunks.push([token]);
  }
  return chunks;
}

function events(generated: Generated, fields: Fields, served: Served): unknown[] {
  const { tokens = [], promptTokens, cachedTokens } = generated;
  const template = { ...(recorded.stream.events[0] as object), model: served.models[0] };
  const hasLogprobs = typeof fields.logprobs === 'number';
  const chunks = chunksOf(tokens);
  let offset = 0;
  const result: unknown[] = chunks.map((chunk, i) => {
    const text = chunk.map((token) => token.text).join('');
    const logprobs = hasLogprobs ? legacyLogprobs(chunk, Number(fields.logprobs), offset) : null;
    offset += text.length;
    const ids = chunk.map(({ text: piece, id }) => id ?? fakeIdOf(piece, served.specialTokens));
    // The last token carries the reason for the end.
    const reason = i === chunks.length - 1 ? finishReason(generated) : null;
    return {
      ...template,
      choices: [
        {
          index: 0,
          text,
          logprobs,
          finish_reason: reason,
          stop_reason: null,
          prompt_token_ids: null,
          token_ids: fields.return_token_ids === true ? ids : null,
        },
      ],
    };
  });
  const { include_usage: includesUsage } = (fields.stream_options ?? {}) as { include_usage?: boolean };
  if (includesUsage) {
    const usage = {
      prompt_tokens: promptTokens,
      total_tokens: promptTokens + tokens.length,
      completion_tokens: tokens.length,
      prompt_tokens_details: { cached_tokens: cachedTokens },
    };
    result.push({ ...template, choices: [], usage, system_fingerprint: 'vllm-0.32.0-975719e9' });
  }
  return [...result, '[DONE]'];
}

function overflow(served: Served): FakeAnswer {
  const { error } = recorded.overflow.body;
  const message = error.message
    .replace('1024', String(served.contextLength))
    .replaceAll('1025', String(served.contextLength + 1));
  return withBody(recorded.overflow, { error: { ...error, message } });
}

function unknownModel(model: unknown, { models }: Served): FakeAnswer {
  const { error } = recorded['unknown model'].body;
  const message = `The model \`${String(model)}\` does not exist. Valid aliases: ${models.join(', ')}.`;
  return withBody(recorded['unknown model'], { error: { ...error, message } });
}

const promptOf = ({ prompt }: Fields): FakePrompt =>
  Array.isArray(prompt) ? { text: '', ids: prompt.map(Number) } : { text: String(prompt), ids: [] };

function complete(fields: Fields, served: Served): FakeAnswer {
  if (fields.model !== undefined && !served.models.includes(textField(fields.model)))
    return unknownModel(fields.model, served);
  if (fields.suffix !== undefined && fields.suffix !== null) return replayed(recorded.suffix);
  if (Number(fields.logprobs ?? 0) > 20) return replayed(recorded['too many logprobs']);
  const limits = openAiLimits(fields);
  if (limits.maxTokens < 1) return replayed(recorded['bad value']);
  const prompt = promptOf(fields);
  if (promptTokensOf(prompt, served) >= served.contextLength) return overflow(served);
  const generated = generate(prompt, served, limits);
  if (!generated.tokens) return replayed(fields.stream === true ? recorded.stream : recorded.completions);
  if (fields.stream === true)
    return { status: 200, type: recorded.stream.type, parts: events(generated, fields, served).map(sseEvent) };
  const text = generated.tokens.map((token) => token.text).join('');
  const logprobs = typeof fields.logprobs === 'number' ? legacyLogprobs(generated.tokens, fields.logprobs, 0) : null;
  const [choice] = recorded.completions.body.choices;
  return withBody(recorded.completions, {
    ...recorded.completions.body,
    choices: [{ ...choice, text, logprobs, finish_reason: finishReason(generated) }],
  });
}

function models({ models: names, contextLength }: Served): FakeAnswer {
  const [listed] = recorded.models.body.data;
  const data = names.map((id) => ({ ...listed, id, max_model_len: contextLength }));
  return withBody(recorded.models, { object: 'list', data });
}

/** By vLLM's documentation; the others were seen. */
function tokenize({ prompt }: Fields, served: Served): FakeAnswer {
  const pieces = fakeTokensOf(String(prompt), served.specialTokens);
  const tokens = pieces.map((piece) => fakeIdOf(piece, served.specialTokens));
  const body = { count: tokens.length, max_model_len: served.contextLength, tokens, token_strs: null };
  return withBody({ status: 200, type: 'application/json' }, body);
}

/** vLLM 0.32.0. */
export const vllm: FakeDialect = {
  unauthorized: recorded.unauthorized,
  isOpen: (path) => path === '/health',
  // A full queue waits; a proxy before it answers so.
  busy: { status: 503, type: 'text/plain', body: 'Service Unavailable' },
  badJson: recorded['bad json'],
  notFound: { status: 404, type: 'application/json', body: { detail: 'Not Found' } },
  unknownModel: recorded['unknown model'],
  isCompletion: (path) => path === '/v1/completions',
  overflow,
  answer(request, served) {
    const { method, path } = request;
    if (method === 'GET') {
      if (path === '/health') return replayed(recorded.health);
      if (path === '/version') return withBody({ status: 200, type: 'application/json' }, { version: '0.32.0' });
      return path === '/v1/models' ? models(served) : undefined;
    }
    if (path === '/tokenize') return tokenize(fieldsOf(request), served);
    return path === '/v1/completions' ? complete(fieldsOf(request), served) : undefined;
  },
};
