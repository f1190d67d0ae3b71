import {
  bytesOf,
  logprobOf,
  replayed,
  sseEvent,
  withBody,
  type FakeAnswer,
  type FakeToken,
  type Recorded,
} from './answer.js';
import type { FakeDialect } from './dialect.js';
import { fakeIdOf, fakeTokensOf } from './fakeTokens.js';
import recorded from './recorded/llamaCpp.json';
import {
  fieldsOf,
  generate,
  promptTokensOf,
  type FakePrompt,
  type Fields,
  type Generated,
  type Served,
} from './served.js';

/** A token with its probabilities as llama-server writes it, natively and in OpenAI's dialect. */
function probabilityOf(token: FakeToken, top: number, { specialTokens }: Served): unknown {
  const one = ({ text, id, bytes }: FakeToken, logprob: number): object => ({
    id: id ?? fakeIdOf(text, specialTokens),
    token: text,
    bytes: bytesOf({ text, ...(bytes ? { bytes } : {}) }),
    logprob,
  });
  const alternatives = token.alternatives ?? [{ ...token, logprob: logprobOf(token) }];
  return {
    ...one(token, logprobOf(token)),
    top_logprobs: alternatives.slice(0, top).map((alternative) => one(alternative, alternative.logprob)),
  };
}

const timingsOf = ({ cachedTokens, promptTokens, tokens = [] }: Generated): object => ({
  ...recorded.stream.events.at(-1)!.timings!,
  cache_n: cachedTokens,
  prompt_n: promptTokens - cachedTokens,
  predicted_n: tokens.length,
});

/** Only whole characters are sent: the token that completes one carries the text of both, and its own id alone. */
function wholeCharacters(tokens: readonly FakeToken[]): { readonly token: FakeToken; readonly content: string }[] {
  let held: number[] = [];
  return tokens.flatMap((token) => {
    held.push(...bytesOf(token));
    const content = Buffer.from(held).toString();
    if (content.includes('\ufffd')) return [];
    held = [];
    return [{ token, content }];
  });
}

const stopTypes = { end: 'eos', limit: 'limit', stop: 'word' } as const;

function nativeEvents(generated: Generated, fields: Fields, served: Served): unknown[] {
  const { tokens = [], end, stopText, promptTokens } = generated;
  const top = Number(fields.n_probs ?? 0);
  const idOf = ({ id, text }: FakeToken): number => id ?? fakeIdOf(text, served.specialTokens);
  const events: unknown[] = wholeCharacters(tokens).map(({ token, content }, i) => ({
    index: 0,
    content,
    tokens: [idOf(token)],
    stop: false,
    id_slot: -1,
    tokens_predicted: i + 1,
    tokens_evaluated: promptTokens,
    ...(top > 0 ? { completion_probabilities: [probabilityOf(token, top, served)] } : {}),
  }));
  // As seen: the token that completes a stop text comes without text and without its probability.
  if (end === 'stop')
    events.push({ index: 0, content: '', tokens: [idOf({ text: stopText })], stop: false, id_slot: -1 });
  events.push({
    ...recorded.stream.events.at(-1)!,
    tokens_predicted: tokens.length,
    tokens_evaluated: promptTokens,
    stop_type: stopTypes[end],
    stopping_word: stopText,
    timings: timingsOf(generated),
  });
  return events;
}

function openAiEvents(generated: Generated, fields: Fields, served: Served): unknown[] {
  const { tokens = [], end, promptTokens, cachedTokens } = generated;
  const top = Number(fields.logprobs ?? 0);
  const template = recorded['completions stream'].events[0] as object;
  const choice = (text: string, logprobs: unknown, reason: string | null): object => ({
    ...template,
    choices: [{ text, index: 0, logprobs, finish_reason: reason }],
  });
  return [
    ...wholeCharacters(tokens).map(({ token, content }) =>
      choice(content, top > 0 ? { content: [probabilityOf(token, top, served)] } : null, null),
    ),
    {
      ...choice('', null, end === 'limit' ? 'length' : 'stop'),
      usage: {
        completion_tokens: tokens.length,
        prompt_tokens: promptTokens,
        total_tokens: promptTokens + tokens.length,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      },
      timings: timingsOf(generated),
    },
    '[DONE]',
  ];
}

function promptOf(prompt: unknown): FakePrompt {
  if (typeof prompt === 'string') return { text: prompt, ids: [] };
  return { text: '', ids: Array.isArray(prompt) ? prompt.map(Number) : [] };
}

const infillPrompt = ({ input_prefix: prefix, prompt = '', input_suffix: suffix }: Fields): FakePrompt => ({
  text: `${String(prefix)}${String(prompt)}`,
  ids: [],
  suffix: String(suffix),
});

function overflow(prompt: FakePrompt, served: Served): FakeAnswer {
  const count = promptTokensOf(prompt, served);
  const { error } = recorded.overflow.body;
  const message = error.message.replace('6301', String(count)).replace('1024', String(served.contextLength));
  const changed = { ...error, message, n_prompt_tokens: count, n_ctx: served.contextLength };
  return withBody(recorded.overflow, { error: changed });
}

function complete(path: string, fields: Fields, served: Served): FakeAnswer {
  const isNative = !path.startsWith('/v1/');
  const isInfill = path === '/infill';
  if (isInfill && fields.input_suffix === undefined) return replayed(recorded['infill without suffix']);
  if (!isInfill && fields.prompt === undefined) return replayed(recorded['missing prompt']);
  const prompt = isInfill ? infillPrompt(fields) : promptOf(fields.prompt);
  if (promptTokensOf(prompt, served) > served.contextLength) return overflow(prompt, served);
  const maxTokens = Number((isNative ? fields.n_predict : undefined) ?? fields.max_tokens ?? Infinity);
  const generated = generate(prompt, served, { maxTokens, stop: (fields.stop as string[] | undefined) ?? [] });
  const recording: Recorded = isNative ? recorded.stream : recorded['completions stream'];
  if (!generated.tokens) return replayed(recording);
  const events = isNative ? nativeEvents(generated, fields, served) : openAiEvents(generated, fields, served);
  if (fields.stream === true) return { status: 200, type: recording.type, parts: events.map(sseEvent) };
  const content = generated.tokens.map(({ text }) => text).join('');
  const last = events.at(isNative ? -1 : -2) as { readonly choices?: readonly object[] };
  const choices = last.choices && { choices: [{ ...last.choices[0], text: content }] };
  return withBody({ status: 200, type: 'application/json; charset=utf-8' }, { ...last, ...(choices ?? { content }) });
}

function tokenize(
  { content, parse_special: parsesSpecial, with_pieces: withPieces }: Fields,
  served: Served,
): FakeAnswer {
  const special = parsesSpecial === true ? served.specialTokens : [];
  const tokens = fakeTokensOf(String(content), special).map((piece) => ({ id: fakeIdOf(piece, special), piece }));
  return withBody(recorded.tokenize, { tokens: withPieces === true ? tokens : tokens.map(({ id }) => id) });
}

function models({ models: names, contextLength }: Served): FakeAnswer {
  const [named] = recorded.models.body.models;
  const [listed] = recorded.models.body.data;
  return withBody(recorded.models, {
    models: names.map((name) => ({ ...named, name, model: name })),
    object: 'list',
    data: names.map((id) => ({ ...listed, id, aliases: [id], meta: { ...listed!.meta, n_ctx: contextLength } })),
  });
}

const props = ({ contextLength, models: [model] }: Served): FakeAnswer =>
  withBody(recorded.props, {
    ...recorded.props.body,
    default_generation_settings: { n_ctx: contextLength },
    model_alias: model,
    model_path: `/models/${model}.gguf`,
  });

const completionPaths = ['/completion', '/completions', '/infill', '/v1/completions'];

/** llama-server b11434. */
export const llamaCpp: FakeDialect = {
  unauthorized: recorded.unauthorized,
  // Needs no key, as seen.
  isOpen: (path) => path === '/health' || path === '/v1/health',
  busy: recorded.busy,
  badJson: recorded['bad json'],
  notFound: recorded['not found'],
  unknownModel: recorded['not found'],
  isCompletion: (path) => completionPaths.includes(path),
  overflow: (served) => overflow({ text: '', ids: Array.from({ length: served.contextLength * 2 }, () => 1) }, served),
  answer(request, served) {
    const { method, path } = request;
    if (method === 'GET') {
      if (this.isOpen(path)) return replayed(recorded.health);
      if (path === '/v1/models' || path === '/models') return models(served);
      if (path === '/props') return props(served);
      return undefined;
    }
    if (path === '/tokenize') return tokenize(fieldsOf(request), served);
    return completionPaths.includes(path) ? complete(path, fieldsOf(request), served) : undefined;
  },
};
