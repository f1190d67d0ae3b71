import {
  bytesOf,
  jsonLine,
  logprobOf,
  replayed,
  sseEvent,
  withBody,
  type FakeAnswer,
  type FakeToken,
} from './answer.js';
import type { FakeDialect } from './dialect.js';
import { finishReason, openAiLimits } from './openAiStream.js';
import recorded from './recorded/ollama.json';
import { fieldsOf, generate, textField, type FakePrompt, type Fields, type Generated, type Served } from './served.js';

const json = 'application/json; charset=utf-8';

function logprobsOf(token: FakeToken, top: number): object {
  const one = (text: string, logprob: number, bytes: readonly number[]): object => ({ token: text, logprob, bytes });
  const others = (token.alternatives ?? [])
    .slice(0, top)
    .map(({ text, logprob }) => one(text, logprob, bytesOf({ text })));
  return {
    ...one(token.text, logprobOf(token), bytesOf(token)),
    ...(others.length > 0 ? { top_logprobs: others } : {}),
  };
}

const doneReasons = { end: 'stop', limit: 'length', stop: 'stop' } as const;

function lines({ tokens = [], end, promptTokens }: Generated, fields: Fields, model: string): unknown[] {
  const template = { model, created_at: '2026-11-30T11:29:03.51Z' };
  const withLogprobs = (token: FakeToken): object =>
    fields.logprobs === true ? { logprobs: [logprobsOf(token, Number(fields.top_logprobs ?? 0))] } : {};
  return [
    ...tokens.map((token) => ({ ...template, response: token.text, done: false, ...withLogprobs(token) })),
    {
      ...recorded.stream.events.at(-1)!,
      ...template,
      done_reason: doneReasons[end],
      prompt_eval_count: promptTokens,
      eval_count: tokens.length,
    },
  ];
}

/** Names without a tag mean `:latest`. */
const isServed = (model: unknown, { models }: Served): boolean =>
  models.some((name) => name === model || name === `${String(model)}:latest`);

const unknownModel = (model: unknown): FakeAnswer =>
  withBody(recorded['unknown model'], { error: `model '${String(model)}' not found` });

function promptOf({ prompt, suffix }: Fields): FakePrompt {
  const text = textField(prompt);
  return suffix === undefined || suffix === '' ? { text, ids: [] } : { text, ids: [], suffix: textField(suffix) };
}

function native(fields: Fields, served: Served): FakeAnswer {
  if (!isServed(fields.model, served)) return unknownModel(fields.model);
  const prompt = promptOf(fields);
  if (prompt.suffix !== undefined && !served.fillsSuffix) return replayed(recorded.suffix);
  const { num_predict: maxTokens = Infinity, stop = [] } = (fields.options ?? {}) as {
    num_predict?: number;
    stop?: string[];
  };
  const generated = generate(prompt, served, { maxTokens, stop });
  // Streams unless told otherwise.
  const isStream = fields.stream !== false;
  if (!generated.tokens) return replayed(recorded.stream);
  const all = lines(generated, fields, String(fields.model));
  if (isStream) return { status: 200, type: recorded.stream.type, parts: all.map(jsonLine) };
  const response = generated.tokens.map(({ text }) => text).join('');
  return withBody({ status: 200, type: json }, { ...(all.at(-1) as object), response });
}

/** OpenAI's dialect, in which it has no log-probabilities of completions. */
function openAi(fields: Fields, served: Served): FakeAnswer {
  if (!isServed(fields.model, served)) {
    const error = {
      message: `model '${String(fields.model)}' not found`,
      type: 'not_found_error',
      param: null,
      code: null,
    };
    return withBody({ status: 404, type: json }, { error });
  }
  const generated = generate(promptOf(fields), served, openAiLimits(fields));
  const template = { id: 'cmpl-1', object: 'text_completion', created: 1796038124, model: fields.model };
  const choice = (text: string, reason: string | null): object => ({
    ...template,
    choices: [{ text, index: 0, finish_reason: reason }],
    system_fingerprint: 'fp_ollama',
  });
  const texts = (generated.tokens ?? [{ text: 'item' }, { text: ':' }]).map(({ text }) => text);
  if (fields.stream !== true)
    return withBody({ status: 200, type: json }, choice(texts.join(''), finishReason(generated)));
  const events = [...texts.map((text) => choice(text, null)), choice('', finishReason(generated)), '[DONE]'];
  return { status: 200, type: 'text/event-stream', parts: events.map(sseEvent) };
}

function tags({ models }: Served): FakeAnswer {
  const [listed] = recorded.tags.body.models;
  return withBody(recorded.tags, { models: models.map((name) => ({ ...listed, name, model: name })) });
}

function show(fields: Fields, served: Served): FakeAnswer {
  const model = fields.model ?? fields.name;
  if (!isServed(model, served)) return unknownModel(model);
  const body = recorded.show.body;
  const insert = { template: '<PRE>{{ .Prompt }}<SUF>{{ .Suffix }}<MID>', capabilities: ['completion', 'insert'] };
  return withBody(recorded.show, {
    ...body,
    model_info: { ...body.model_info, 'llama.context_length': served.contextLength },
    ...(served.fillsSuffix ? insert : {}),
  });
}

/** Ollama 0.17.4, by its source. It knows no keys: a proxy before it asks for them. */
export const ollama: FakeDialect = {
  unauthorized: { status: 401, type: 'text/html', body: '<html><body>401 Authorization Required</body></html>' },
  isOpen: () => false,
  busy: recorded.busy,
  badJson: recorded['bad json'],
  notFound: recorded['not found'],
  unknownModel: recorded['unknown model'],
  isCompletion: (path) => path === '/api/generate' || path === '/v1/completions',
  // The start of a prompt that is too long is dropped without a word.
  overflow: () => replayed(recorded.stream),
  answer(request, served) {
    const { method, path } = request;
    if (method === 'GET' || method === 'HEAD') {
      if (path === '/') return replayed(recorded.root);
      if (path === '/api/version') return replayed(recorded.version);
      if (path === '/api/tags') return tags(served);
      if (path !== '/v1/models') return undefined;
      const data = served.models.map((id) => ({ id, object: 'model', created: 1796038124, owned_by: 'library' }));
      return withBody({ status: 200, type: json }, { object: 'list', data });
    }
    const fields = fieldsOf(request);
    if (path === '/api/show') return show(fields, served);
    if (path === '/api/generate') return native(fields, served);
    return path === '/v1/completions' ? openAi(fields, served) : undefined;
  },
};
