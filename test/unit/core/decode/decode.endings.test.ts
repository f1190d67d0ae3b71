import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { decode, type Decoding } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { atLimit, atNewline, type StopRule } from '../../../../src/core/decode/stops/stop.js';
import { bytesOf } from '../../support/bytes.js';
import { decoded } from '../../support/decoded.js';
import { tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', ';\n', '<|end|>', '<|file|>');
const [a, b, newline, end, file, unused] = [0, 1, 2, 3, 4, 5];

/** Nearly all probability for one token, and some for the others. */
const sure = (next: number): number[] => [a, b, newline, end, file, unused].map((id) => (id === next ? 0.96 : 0.01));

/** Decodes after `a`, where `then[n]` nearly always follows the token n. */
async function ending(then: readonly number[], options: Partial<Decoding>, contextLength = 100) {
  const model = tableModel(
    Array.from({ length: 6 }, (_, id) => sure(then[id] ?? end)),
    contextLength,
  );
  const { logits } = (await prefill(model, [a], 8, () => false))!;
  const sampler = compileSampler({ kind: 'greedy' }, model.vocabSize);
  const { text, kept, reason } = await decoded(decode(model, logits, { vocabulary, sampler, stop: [], ...options }));
  return { text, kept, reason };
}

describe('decode', () => {
  it.each([
    ['the end of the sequence', end],
    ['another control token', file],
    ['an id that the vocabulary lacks', unused],
  ])('ends at %s without adding text', async (_, last) => {
    expect(await ending([b, last], {})).toEqual({ text: 'b', kept: 'b', reason: 'end' });
  });

  it('ends at once when the model ends the text', async () => {
    expect(await ending([end], {})).toEqual({ text: '', kept: '', reason: 'end' });
  });

  it('ends at a stop rule, which decides how much is kept', async () => {
    expect(await ending([b, newline], { stop: [atNewline] })).toEqual({ text: 'b;\n', kept: 'b;', reason: 'newline' });
  });

  it('ends at the limit', async () => {
    expect(await ending([b, a], { stop: [atLimit(5)] })).toEqual({ text: 'babab', kept: 'babab', reason: 'limit' });
  });

  it.each([
    ['only spell a healed piece: they do not count', 'ab', 3, 'aba'],
    ['spell it and continue: they do', 'ab;', 4, '\naba'],
  ])('ends at the limit, counting tokens that %s', async (_, piece, limit, text) => {
    const constraint = mustBeginWith(vocabulary, bytesOf(piece));
    const options = { constraint, skipBytes: piece.length, stop: [atLimit(limit)] };
    expect(await ending([b, a, a], options)).toEqual({ text, kept: text, reason: 'limit' });
  });

  it('ends at the first rule that stops', async () => {
    const none: StopRule = () => undefined;
    const first: StopRule = () => ({ reason: 'block', keep: 0 });
    expect(await ending([b, a], { stop: [none, first, atLimit(1)] })).toEqual({ text: 'b', kept: '', reason: 'block' });
  });

  it('ends when the context is full, with the token after the last one fed', async () => {
    expect(await ending([b, a], {}, 4)).toEqual({ text: 'baba', kept: 'baba', reason: 'context' });
  });

  it('ends when no token fits the required start of the text', async () => {
    const constraint = mustBeginWith(vocabulary, bytesOf('bx'));
    expect(await ending([a, a], { constraint, skipBytes: 2 })).toEqual({ text: '', kept: '', reason: 'constraint' });
  });

  it('passes the text, the start of its last token and the number of tokens to each rule', async () => {
    const seen: string[] = [];
    const watch: StopRule = ({ text, added, count }) => {
      seen.push(`${count}: ${text.slice(0, added)}+${text.slice(added)}`);
      return undefined;
    };
    const stop = [watch, atLimit(3)];
    await ending([b, a], { stop });
    expect(seen).toEqual(['1: +b', '2: b+a', '3: ba+b']);

    seen.length = 0;
    await ending([b, a], { stop, constraint: mustBeginWith(vocabulary, bytesOf('ab')), skipBytes: 2 });
    expect(seen).toEqual(['0: +', '0: +', '1: +a', '2: a+b', '3: ab+a']);
  });
});
