import { describe, expect, it } from 'vitest';
import { Answer, type AnswerRules } from '../../../../src/core/decode/answer.js';
import type { Constraint } from '../../../../src/core/decode/constraints/constraint.js';
import type { Progress, StopRule } from '../../../../src/core/decode/stops/stop.js';
import { neverTwice, untilComma } from '../../support/constraints.js';
import { except, only } from '../../support/places.js';
import { bytesAnd, vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'bc', 'd,e', ',', '<|end|>');
const [a, bc, commaInside, comma, end, unknown] = [0, 1, 2, 3, 4, 5];

const answerWith = (rules: Partial<AnswerRules> = {}): Answer => new Answer({ vocabulary, stop: [], ...rules });
const pick = (id: number, logprob = -1) => ({ id, logprob });

/** Remembers what it is told. */
function watching(): { readonly seen: Progress[]; readonly rule: StopRule } {
  const seen: Progress[] = [];
  return {
    seen,
    rule: (progress) => {
      seen.push(progress);
      return undefined;
    },
  };
}

describe('Answer', () => {
  it('appends tokens with their known fields', () => {
    const inspection = { alternatives: [], entropy: 1, filteredEntropy: 0 };
    expect(answerWith().take(pick(bc, -2))).toEqual({ token: { id: bc, logprob: -2, text: 'bc' } });
    expect(answerWith().take({ ...pick(a), inspection }, 'look-up')).toEqual({
      token: { id: a, logprob: -1, text: 'a', drafter: 'look-up', inspection },
    });
  });

  it.each([end, unknown])('ends before a token without text: %d', (id) => {
    const answer = answerWith();
    answer.take(pick(bc));
    expect(answer.take(pick(id))).toEqual({ stop: { reason: 'end', keep: 2, logprob: -1 } });
  });

  it('ends where its constraint says, within a token or before it', () => {
    const answer = answerWith({ constraint: untilComma(vocabulary) });
    answer.take(pick(bc));
    expect(answer.fork().take(pick(commaInside))).toEqual({
      token: { id: commaInside, logprob: -1, text: 'd' },
      stop: { reason: 'suffix', keep: 3 },
    });
    expect(answer.fork().take(pick(comma))).toEqual({ stop: { reason: 'suffix', keep: 2, logprob: -1 } });
  });

  it('lets a stop rule keep less than the constraint does', () => {
    const stop: StopRule[] = [({ text }) => (text.includes('d') ? { reason: 'block', keep: 0 } : undefined)];
    const answer = answerWith({ constraint: untilComma(vocabulary), stop });
    expect(answer.take(pick(commaInside)).stop).toEqual({ reason: 'block', keep: 0 });
  });

  it('ends when no continuation can reach the threshold, unless it ends there anyway', () => {
    const told: string[] = [];
    const isBelowThreshold: AnswerRules['isBelowThreshold'] = ({ text }) => (told.push(text), text === 'd,e');
    const answer = answerWith({ isBelowThreshold });
    expect(answer.take(pick(a)).stop).toBeUndefined();
    expect(answer.take(pick(commaInside)).stop).toEqual({ reason: 'unsure', keep: 4 });
    expect(told).toEqual(['a', 'd,e']);
    const over = answerWith({ isBelowThreshold, stop: [() => ({ reason: 'limit', keep: 1 })] });
    expect(over.take(pick(commaInside)).stop).toEqual({ reason: 'limit', keep: 1 });
    expect(told).toHaveLength(2);
  });

  it('passes the text, the start of the last token, the count and the probability to its rules', () => {
    const { seen, rule } = watching();
    const answer = answerWith({ stop: [rule] });
    answer.take(pick(a, -1));
    answer.take(pick(bc, -0.5));
    expect(seen).toEqual([
      { text: 'a', added: 0, count: 1 },
      { text: 'abc', added: 1, count: 2 },
    ]);
  });

  it('does not count tokens that only spell skipped bytes', () => {
    const { seen, rule } = watching();
    const answer = answerWith({ stop: [rule], skipBytes: 2 });
    for (const id of [a, bc, a]) answer.take(pick(id));
    expect(seen.map(({ text, added, count }) => ({ text, added, count }))).toEqual([
      { text: '', added: 0, count: 0 },
      { text: 'c', added: 0, count: 1 },
      { text: 'ca', added: 1, count: 2 },
    ]);
  });

  it('applies no rule after the first one that stops', () => {
    const { seen, rule } = watching();
    const ends: StopRule = () => ({ reason: 'limit', keep: 1 });
    expect(answerWith({ stop: [ends, rule] }).take(pick(a)).stop).toEqual({ reason: 'limit', keep: 1 });
    expect(seen).toEqual([]);
  });

  it('allows what its constraint allows, and ends when that is nothing', () => {
    expect(answerWith().allowed()).toBeUndefined();
    const answer = answerWith({ constraint: neverTwice() });
    answer.take(pick(bc));
    expect(answer.allowed()).toEqual(except(bc));
    expect(answer.noTokenAllowed(undefined)).toBeUndefined();
    expect(answer.noTokenAllowed(only(a))).toBeUndefined();
    expect(answer.noTokenAllowed(except())).toBeUndefined();
    expect(answer.noTokenAllowed(only())).toEqual({ reason: 'constraint', keep: 2 });
  });

  it('passes each token with text to its constraint', () => {
    const told: number[] = [];
    const constraint: Constraint = {
      allowed: () => undefined,
      accept: (id) => {
        told.push(id);
        return undefined;
      },
      fork: () => constraint,
    };
    const answer = answerWith({ constraint });
    for (const id of [a, bc, end]) answer.take(pick(id));
    expect(told).toEqual([a, bc]);
  });
});

describe('Answer.fork', () => {
  it('continues independently of the original', () => {
    const { seen, rule } = watching();
    const answer = answerWith({ constraint: neverTwice(), stop: [rule] });
    answer.take(pick(a, -1));
    const fork = answer.fork();
    answer.take(pick(bc, -2));
    expect(answer.allowed()).toEqual(except(bc));
    expect(fork.allowed()).toEqual(except(a));
    fork.take(pick(commaInside, -4));
    expect(seen.slice(1)).toEqual([
      { text: 'abc', added: 1, count: 2 },
      { text: 'ad,e', added: 1, count: 2 },
    ]);
    expect(answer.stopAt('context')).toEqual({ reason: 'context', keep: 3 });
    expect(fork.stopAt('context')).toEqual({ reason: 'context', keep: 4 });
  });

  it('copies half a character and the bytes still to be skipped', () => {
    const bytes = bytesAnd().vocabulary;
    const answer = new Answer({ vocabulary: bytes, stop: [], skipBytes: 2 });
    answer.take(pick(0x61));
    const skipping = answer.fork();
    skipping.take(pick(0x62));
    expect(skipping.take(pick(0x63)).token!.text).toBe('c');
    answer.take(pick(0x62));
    answer.take(pick(0xc3));
    expect(answer.fork().take(pick(0xa4)).token!.text).toBe('ä');
    expect(answer.take(pick(0xb6)).token!.text).toBe('ö');
  });
});
