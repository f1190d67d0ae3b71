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

const json = 'application/json; charset=utf-8';

function logprobsOf(token: FakeToken, top: number): object {
  const one = (text: string, logprob: number, bytes: readonly number[]): object => ({ token: text, logprob, bytes });
  const own = one(token.text, logprobOf(token), bytesOf(token));
  const alternatives = token.alternatives?.map(({ text, logprob }) => one(text, logprob, bytesOf({ text }))) ?? [own];
  return top > 0 ? { ...own, top_logprobs: alternatives.slice(0, top) } : own;
}

const doneReasons = { end: 'stop', limit: 'length', stop: 'stop' } as const;

function lines({ tokens = [], end, promptTokens }: Generated, fields: Fields, model: string): unknown[] {
  const template = { model, created_at: recorded.stream.events[0]!.created_at };
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
  if (Number(fields.top_logprobs ?? 0) > 20) return replayed(recorded['too many logprobs']);
  // As seen: the start of a long prompt is dropped without a word, unless the request forbids it.
  if (fields.truncate === false && promptTokensOf(prompt, served) > served.contextLength)
    return replayed(recorded.overflow);
  const generated = generate(prompt, served, { maxTokens, stop });
  // Streams unless told otherwise.
  const isStream = fields.stream !== false;
  if (!generated.tokens) return replayed(isStream ? recorded.stream : recorded.generate);
  const all = lines(generated, fields, String(fields.model));
  if (isStream) return { status: 200, type: recorded.stream.type, parts: all.map(jsonLine) };
  const response = generated.tokens.map(({ text }) => text).join('');
  return withBody({ status: 200, type: json }, { ...(all.at(-1) as object), response });
}

/** OpenAI's dialect, in which it has no log-probabilities of completions. */
function openAi(fields: Fields, served: Served): FakeAnswer {
  if (!isServed(fields.model, served)) {
    const { error } = recorded['completions unknown model'].body;
    const message = `model '${String(fields.model)}' not found`;
    return withBody(recorded['completions unknown model'], { error: { ...error, message } });
  }
  const generated = generate(promptOf(fields), served, openAiLimits(fields));
  if (!generated.tokens)
    return replayed(fields.stream === true ? recorded['completions stream'] : recorded.completions);
  const template = { ...(recorded['completions stream'].events[0] as object), model: fields.model };
  const choice = (text: string, reason: string | null): object => ({
    ...template,
    choices: [{ text, index: 0, finish_reason: reason }],
  });
  const texts = generated.tokens.map(({ text }) => text);
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

/** Ollama 0.17.4. It knows no keys: a proxy before it asks for them. Its busy answer is by its source. */
export const ollama: FakeDialect = {
  unauthorized: { status: 401, type: 'text/html', body: '<html><body>401 Authorization Required</body></html>' },
  isOpen: () => false,
  busy: recorded.busy,
  badJson: recorded['bad json'],
  notFound: recorded['not found'],
  unknownModel: recorded['unknown model'],
  isCompletion: (path) => path === '/api/generate' || path === '/v1/completions',
  overflow: () => replayed(recorded.overflow),
  answer(request, served) {
    const { method, path } = request;
    if (method === 'GET' || method === 'HEAD') {
      if (path === '/') return replayed(recorded.root);
      if (path === '/api/version') return replayed(recorded.version);
      if (path === '/api/tags') return tags(served);
      if (path !== '/v1/models') return undefined;
      const data = served.models.map((id) => ({ id, object: 'model', created: 1796080405, owned_by: 'library' }));
      return withBody({ status: 200, type: json }, { object: 'list', data });
    }
    const fields = fieldsOf(request);
    if (path === '/api/show') return show(fields, served);
    if (path === '/api/generate') return native(fields, served);
    return path === '/v1/completions' ? openAi(fields, served) : undefined;
  },
};
