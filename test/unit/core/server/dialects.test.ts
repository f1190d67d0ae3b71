import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../../../src/core/server/dialects/answerReader.js';
import type { DialectProtocol, ServerAbilities } from '../../../../src/core/server/dialects/dialectProtocol.js';
import { llamaCppProtocol } from '../../../../src/core/server/dialects/llamaCpp.js';
import { ollamaProtocol } from '../../../../src/core/server/dialects/ollama.js';
import { openaiProtocol } from '../../../../src/core/server/dialects/openai.js';
import type { ServerPrompt, ServerRequest } from '../../../../src/core/server/serverStream.js';

const all: ServerAbilities = { logprobs: true, extensions: true, usage: true };
const none: ServerAbilities = { logprobs: false, extensions: false, usage: false };

const text: ServerPrompt = { kind: 'text', text: '<PRE>a<SUF>b<MID>' };
const parts: ServerPrompt = {
  kind: 'parts',
  prefix: 'a',
  suffix: 'b',
  snippets: [{ path: 'src/util.ts', text: 'export const c = 1;\n' }],
};

const greedy = (more: Partial<ServerRequest> = {}): ServerRequest => ({
  prompt: text,
  maxTokens: 48,
  sampling: { temperature: 0 },
  top: 0,
  stop: [],
  ...more,
});

const sampled = {
  temperature: 0.8,
  topK: 40,
  topP: 0.9,
  minP: 0.05,
  typicalP: 0.95,
  seed: 7,
  repetitionPenalty: 1.1,
  frequencyPenalty: 0.2,
  presencePenalty: 0.3,
};

const bodyOf = (protocol: DialectProtocol, request: ServerRequest, abilities = all): unknown =>
  protocol.request(request, 'm', abilities).body;

describe('a request to llama.cpp', () => {
  it('asks for the probability of each token, keeps the cache, and cuts no distribution', () => {
    expect(llamaCppProtocol.request(greedy(), 'm', all)).toEqual({
      path: '/completion',
      body: {
        prompt: '<PRE>a<SUF>b<MID>',
        model: 'm',
        stream: true,
        n_predict: 48,
        n_probs: 1,
        return_tokens: true,
        cache_prompt: true,
        timings_per_token: true,
        stop: [],
        temperature: 0,
        top_k: 0,
        top_p: 1,
        min_p: 0,
      },
    });
  });

  it('makes the server begin with a text by a grammar, with its special characters escaped', () => {
    expect(bodyOf(llamaCppProtocol, greedy({ begin: ' "a\\b\t' }))).toMatchObject({
      grammar: String.raw`root ::= " \"a\\b\t" [^\x00]*`,
    });
  });

  it('has the sampling in llama.cpp’s names', () => {
    expect(bodyOf(llamaCppProtocol, greedy({ sampling: sampled, top: 5, stop: ['\n\n'] }))).toMatchObject({
      n_probs: 5,
      stop: ['\n\n'],
      temperature: 0.8,
      top_k: 40,
      top_p: 0.9,
      min_p: 0.05,
      typical_p: 0.95,
      seed: 7,
      repeat_penalty: 1.1,
      frequency_penalty: 0.2,
      presence_penalty: 0.3,
    });
  });

  it('constrains the answer to start with the typed text, whatever characters it has', () => {
    expect(bodyOf(llamaCppProtocol, greedy({ begin: '\t"fo\\' }))).toMatchObject({
      grammar: 'root ::= "\\t\\"fo\\\\" [^\\x00]*',
    });
  });

  it('sends token ids as they are', () => {
    expect(bodyOf(llamaCppProtocol, greedy({ prompt: { kind: 'tokens', ids: [1, 2, 3] } }))).toMatchObject({
      prompt: [1, 2, 3],
    });
  });

  it('sends text around the cursor to the endpoint that makes the prompt', () => {
    const request = llamaCppProtocol.request(greedy({ prompt: parts }), 'm', all);
    expect(request.path).toBe('/infill');
    expect(request.body).toMatchObject({
      input_prefix: 'a',
      input_suffix: 'b',
      input_extra: [{ filename: 'src/util.ts', text: 'export const c = 1;\n' }],
      prompt: '',
    });
  });
});

describe('a request in OpenAI’s dialect', () => {
  it('has only what every server accepts, unless it was found to accept more', () => {
    expect(openaiProtocol.request(greedy({ sampling: sampled, top: 3 }), 'm', none)).toEqual({
      path: '/v1/completions',
      body: {
        model: 'm',
        prompt: '<PRE>a<SUF>b<MID>',
        max_tokens: 48,
        temperature: 0.8,
        top_p: 0.9,
        seed: 7,
        frequency_penalty: 0.2,
        presence_penalty: 0.3,
        stream: true,
      },
    });
  });

  it('asks for usage, log-probabilities and further sampling where the server accepts them', () => {
    expect(bodyOf(openaiProtocol, greedy({ sampling: sampled, top: 3 }))).toMatchObject({
      logprobs: 3,
      stream_options: { include_usage: true },
      top_k: 40,
      min_p: 0.05,
      repetition_penalty: 1.1,
    });
  });

  it.each([
    [all, 20],
    [{ ...all, extensions: false }, 5],
  ])('asks for no more alternatives than the server allows', (abilities, logprobs) => {
    expect(bodyOf(openaiProtocol, greedy({ top: 50 }), abilities)).toMatchObject({ logprobs });
  });

  it('asks for the chosen token’s probability where no alternatives are wanted', () => {
    expect(bodyOf(openaiProtocol, greedy())).toMatchObject({ logprobs: 1 });
  });

  it('sends at most four stop texts', () => {
    expect(bodyOf(openaiProtocol, greedy({ stop: ['a', 'b', 'c', 'd', 'e'] }))).toMatchObject({
      stop: ['a', 'b', 'c', 'd'],
    });
  });

  it('sends the text after the cursor as the suffix', () => {
    expect(bodyOf(openaiProtocol, greedy({ prompt: parts }))).toMatchObject({ prompt: 'a', suffix: 'b' });
  });
});

describe('a request to Ollama', () => {
  it('is raw, loads no other context, and lets no prompt be cut', () => {
    expect(ollamaProtocol.request(greedy({ top: 3, stop: ['x'] }), 'm', all)).toEqual({
      path: '/api/generate',
      body: {
        model: 'm',
        prompt: '<PRE>a<SUF>b<MID>',
        raw: true,
        stream: true,
        truncate: false,
        logprobs: true,
        top_logprobs: 3,
        options: {
          num_predict: 48,
          temperature: 0,
          top_k: 0,
          top_p: 1,
          min_p: 0,
          repeat_penalty: 1,
          stop: ['x'],
        },
      },
    });
  });

  it('uses the model’s template for text around the cursor', () => {
    const body = bodyOf(ollamaProtocol, greedy({ prompt: parts }));
    expect(body).toMatchObject({ prompt: 'a', suffix: 'b' });
    expect(body).not.toHaveProperty('raw');
  });
});

describe('the end of an answer', () => {
  const endOf = (protocol: DialectProtocol, event: unknown): AnswerEvent['end'] => protocol.parse(event).end;

  it.each([
    ['eos', 'end'],
    ['limit', 'limit'],
    ['word', 'stop'],
  ])('is read from llama.cpp’s stop_type "%s"', (type, end) => {
    expect(endOf(llamaCppProtocol, { stop: true, stop_type: type })).toBe(end);
  });

  it.each([
    [{ stopped_eos: true }, 'end'],
    [{ stopped_limit: true }, 'limit'],
    [{ stopped_word: true }, 'stop'],
  ])('is read from an older llama.cpp’s %j', (fields, end) => {
    expect(endOf(llamaCppProtocol, { stop: true, ...fields })).toBe(end);
  });

  it.each([
    [{ finish_reason: null }, undefined],
    [{ finish_reason: 'length' }, 'limit'],
    [{ finish_reason: 'stop' }, 'end'],
    [{ finish_reason: 'stop', stop_reason: null }, 'end'],
    [{ finish_reason: 'stop', stop_reason: '\n' }, 'stop'],
  ])('is read from OpenAI’s choice %j', (choice, end) => {
    expect(endOf(openaiProtocol, { choices: [choice] })).toBe(end);
  });

  it.each([
    [{ done: false }, undefined],
    [{ done: true, done_reason: 'stop' }, 'end'],
    [{ done: true, done_reason: 'length' }, 'limit'],
  ])('is read from Ollama’s %j', (event, end) => {
    expect(endOf(ollamaProtocol, event)).toBe(end);
  });
});

it.each([
  ['llama.cpp', llamaCppProtocol],
  ['openai', openaiProtocol],
  ['ollama', ollamaProtocol],
])('reads any JSON as an event of %s', (_, protocol) => {
  fc.assert(
    fc.property(fc.jsonValue(), (event) => {
      expect(typeof protocol.parse(event).text).toBe('string');
    }),
  );
});

describe('counts while streaming', () => {
  it('come with each part of llama.cpp, in both of its dialects', () => {
    const timings = { cache_n: 3, prompt_n: 2 };
    const usage = { promptTokens: 5, cachedTokens: 3 };
    expect(openaiProtocol.parse({ choices: [{ text: 'a' }], timings })).toMatchObject({ usage });
    expect(llamaCppProtocol.parse({ content: 'a', tokens_evaluated: 5, timings })).toMatchObject({ usage });
  });

  it('are asked of the servers that can send them', () => {
    const counted = { stream_options: { continuous_usage_stats: true }, timings_per_token: true };
    expect(bodyOf(openaiProtocol, greedy())).toMatchObject(counted);
    expect(bodyOf(openaiProtocol, greedy(), { ...all, extensions: false })).not.toHaveProperty('timings_per_token');
  });
});
