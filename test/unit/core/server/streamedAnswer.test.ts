import { describe, expect, it } from 'vitest';
import { nearbyText } from '../../../../src/core/prompt/nearbyText.js';
import { scoredText } from '../../../../src/core/decode/scoredText.js';
import type { CompletionRequest } from '../../../../src/core/request.js';
import type { CompletedText } from '../../../../src/core/result.js';
import { serverConfidence } from '../../../../src/core/server/serverConfidence.js';
import type { ServerChunk, ServerToken } from '../../../../src/core/server/serverStream.js';
import { StreamedAnswer } from '../../../../src/core/server/streamedAnswer.js';
import { atCursor } from '../../support/cursor.js';

const chunk = (tokens: readonly ServerToken[], end?: ServerChunk['end']): ServerChunk => ({
  text: tokens.map(({ text }) => text).join(''),
  tokens,
  ...(end ? { end } : {}),
});

/** A token with a probability. */
const token = (text: string, probability = 0.9, rest: Partial<ServerToken> = {}): ServerToken => ({
  text,
  logprob: Math.log(probability),
  ...rest,
});

interface Given extends Partial<CompletionRequest> {
  readonly piece?: string;
  readonly marks?: readonly string[];
  readonly hasLogprobs?: boolean;
}

/** Feeds a stream to the answer at a cursor. */
function answered(marked: string, chunks: readonly ServerChunk[], given: Given = {}): CompletedText | string {
  const { piece = '', marks = [], hasLogprobs = true, ...rest } = given;
  const { prefix, suffix } = atCursor(marked);
  const request = {
    ...{ prefix, suffix, path: 'a.ts', mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 32 },
    ...rest,
  } as CompletionRequest;
  const model = serverConfidence(hasLogprobs);
  const position = { prefix, suffix, path: 'a.ts', source: 'model' } as const;
  const threshold = request.eagerness ? model.thresholds[request.eagerness] : 0;
  const near = nearbyText(prefix, suffix);
  const answer = new StreamedAnswer({ request, near, piece, marks, scorer: model.begin(position), threshold });
  for (const part of chunks) {
    const progress = answer.take(part);
    if (progress === 'mismatch') return progress;
    if (progress === 'ended') return scoredText(answer.ended(), model.begin(position), true);
  }
  const end = answer.finish();
  return end === 'ended' ? scoredText(answer.ended(), model.begin(position), true) : end;
}

/** The text and the reason of its end. */
function endOf(...args: Parameters<typeof answered>): string {
  const answer = answered(...args);
  return typeof answer === 'string' ? answer : `${answer.text}|${answer.stop}`;
}

describe('StreamedAnswer', () => {
  it('ends a line at the newline and keeps its probability', () => {
    const answer = answered('const a = ‸\n', [chunk([token('b', 0.8)]), chunk([token(';\n', 0.5)])]);
    expect(answer).toMatchObject({ text: 'b;', stop: 'newline', endLogprob: 0 });
    const ended = answered('const a = ‸\n', [chunk([token('b;', 0.8)]), chunk([token('\n', 0.5)])]) as CompletedText;
    expect(ended).toMatchObject({ text: 'b;', stop: 'newline', endLogprob: Math.log(0.5) });
    expect(ended.confidence).toBeCloseTo(0.4);
  });

  it('takes several tokens of one chunk', () => {
    expect(endOf('const a = ‸\n', [chunk([token('b'), token(' + c'), token(';\n'), token('const')])])).toBe(
      'b + c;|newline',
    );
  });

  it('takes text without tokens', () => {
    const chunks = [
      { text: 'b + ', tokens: [] },
      { text: 'c;\ncon', tokens: [] },
    ];
    const answer = answered('const a = ‸\n', chunks, { hasLogprobs: false }) as CompletedText;
    expect(answer).toMatchObject({ text: 'b + c;', confidence: 0.6 });
    expect(answer.tokens.map(({ text, confidence }) => [text, confidence])).toEqual([
      ['b + ', 0.6],
      ['c;', 0.6],
    ]);
  });

  it.each([
    ['the server at the end of the text', [chunk([token('b')]), chunk([], 'end')], 'b|end'],
    ['the server at its limit', [chunk([token('b')]), chunk([], 'limit')], 'b|limit'],
    ['the end of a stream without a last chunk', [chunk([token('b')])], 'b|end'],
    ['the limit of tokens', [chunk(Array.from({ length: 40 }, (_, i) => token(` b${i}`)))], /b31\|limit$/],
    ['a bracket that closes nothing', [chunk([token('b'), token(')'), token(';')])], 'b|constraint'],
    ['a loop', [chunk(Array.from({ length: 30 }, () => token('isOdd, ')))], 'isOdd, |repetition'],
  ])('is ended by %s', (_title, chunks, end) => {
    expect(endOf('const a = ‸\n', chunks)).toMatch(end);
  });

  it('is ended by the rest of the line', () => {
    expect(endOf('foo(‸, options)\n', [chunk([token('a'), token(', options)'), token(';')])])).toBe('a|suffix');
  });

  it('is ended by a special token that comes as text, in parts as well', () => {
    const marks = ['<|file_sep|>', '<|endoftext|>'];
    expect(endOf('a = ‸', [chunk([token('b'), token('<|file_sep|>'), token('x')])], { marks })).toBe('b|end');
    expect(endOf('a = ‸', [chunk([token('b'), token('<|end'), token('oftext|>')])], { marks })).toBe('b|end');
  });

  it('ends a block by its indentation', () => {
    const chunks = [chunk(['{\n', '  return b;\n', '}', '\n', 'const'].map((text) => token(text)))];
    expect(endOf('function a() ‸', chunks, { mode: 'block' })).toBe('{\n  return b;\n}|block');
  });

  it('ends once its confidence is below the threshold', () => {
    const chunks = [chunk([token('b', 0.5)]), chunk([token('c', 0.2)]), chunk([token(';\n')])];
    expect(endOf('const a = ‸\n', chunks, { eagerness: 'eager' })).toBe('bc|unsure');
    expect(endOf('const a = ‸\n', chunks, { eagerness: 'quiet' })).toBe('b|unsure');
    expect(endOf('const a = ‸\n', chunks)).toBe('bc;|newline');
  });

  it('tells the new text as it comes, without the piece and what is after the end', () => {
    const told: string[] = [];
    const { prefix, suffix } = atCursor('const a = fo‸\n');
    const scorer = serverConfidence(true).begin({ prefix, suffix, source: 'model' });
    const request: CompletionRequest = { prefix, suffix, mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 9 };
    const parts = { request, near: { prefix, suffix }, piece: ' fo', marks: [], scorer, threshold: 0 };
    const answer = new StreamedAnswer(parts, (text) => told.push(text));
    answer.take(chunk([token(' f'), token('oo'), token('(a);\nb')]));
    expect(told).toEqual(['o', '(a);']);
  });
});

describe('the typed piece of a word', () => {
  const at = 'const a = fo‸;\n';

  it('is spelled first, and is no part of the answer', () => {
    const chunks = [chunk([token(' for'), token('Each'), token('\n')])];
    expect(answered(at, chunks, { piece: ' fo' })).toMatchObject({ text: 'rEach', stop: 'newline' });
    const split = [chunk([token(' '), token('f'), token('o')]), chunk([token('o'), token('\n')])];
    expect(answered(at, split, { piece: ' fo' })).toMatchObject({ text: 'o' });
  });

  it('rejects a stream that spells something else', () => {
    expect(answered(at, [chunk([token(' b')])], { piece: ' fo' })).toBe('mismatch');
    expect(answered(at, [chunk([token(' f')]), chunk([token('i')])], { piece: ' fo' })).toBe('mismatch');
    expect(answered(at, [chunk([token(' f')], 'end')], { piece: ' fo' })).toBe('mismatch');
  });

  it('counts as given in the probability of the token that spells it', () => {
    const alternatives = [
      { text: ' bar', logprob: Math.log(0.6) },
      { text: ' foo', logprob: Math.log(0.2) },
      { text: ' fob', logprob: Math.log(0.1) },
      { text: ' f', logprob: Math.log(0.1) },
    ];
    const chunks = [chunk([token(' foo', 0.2, { alternatives })]), chunk([token('\n', 1)])];
    const answer = answered(at, chunks, { piece: ' fo' }) as CompletedText;
    expect(Math.exp(answer.tokens[0]!.logprob)).toBeCloseTo(0.5);
    expect(answer.confidence).toBeCloseTo(0.5);
  });
});

describe('alternatives', () => {
  const alternatives = [
    { text: 'b', logprob: -0.5, id: 7 },
    { text: 'c', logprob: -1.5, id: 8 },
  ];

  it('are reported on request, with ids', () => {
    const chunks = [chunk([token('b', 0.6, { id: 7, alternatives }), token('\n')])];
    const answer = answered('a = ‸', chunks, { top: 5 }) as CompletedText;
    expect(answer.tokens[0]).toMatchObject({
      id: 7,
      alternatives: [
        { id: 7, text: 'b', logprob: -0.5, filtered: 1 },
        { id: 8, text: 'c', logprob: -1.5, filtered: 0 },
      ],
    });
    const plain = answered('a = ‸', chunks) as CompletedText;
    expect(plain.tokens[0]).not.toHaveProperty('alternatives');
  });

  it('have distinct ids where the server tells none', () => {
    const unnamed = alternatives.map(({ text, logprob }) => ({ text, logprob }));
    const chunks = [chunk([token('b', 0.6, { alternatives: unnamed }), token('\n')])];
    const [first] = (answered('a = ‸', chunks, { top: 5 }) as CompletedText).tokens;
    expect(first!.alternatives!.map(({ id }) => id)).toEqual([-1, -2]);
    expect(first!.id).toBe(-1);
  });
});
