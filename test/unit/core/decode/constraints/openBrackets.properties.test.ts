import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closerOf, pairBrackets } from '../../../../../src/core/language/brackets.js';
import { BracketTokens } from '../../../../../src/core/decode/constraints/bracketTokens.js';
import type { Constraint } from '../../../../../src/core/decode/constraints/constraint.js';
import { openBrackets } from '../../../../../src/core/decode/constraints/openBrackets.js';
import { seededRng, type Rng } from '../../../../../src/core/sampling/rng.js';
import { bytesOf, joinBytes, textOf } from '../../../support/bytes.js';
import { scannerOf } from '../../../support/brackets.js';
import { bytesAnd } from '../../../support/vocabularies.js';

const brackets = ['(', ')', '[', ']', '{', '}'];
const code = [...brackets, 'a', ' ', '\n', '"', "'", '`', '${', '/', '*', '#', '\\', 'é'];

/** A vocabulary of the single bytes and some words, which have the ids from 256 on. */
interface Words {
  readonly words: readonly string[];
  readonly tokens: BracketTokens;
  readonly idOf: (index: number) => number;
}

function vocabularyWith(words: readonly string[]): Words {
  const { vocabulary } = bytesAnd(...words);
  return { words, tokens: new BracketTokens(vocabulary), idOf: (index) => 256 + (index % words.length) };
}

/** One of some random vocabularies over an alphabet; each of its characters is a word, too. */
function wordsOf(alphabet: readonly string[]): fc.Arbitrary<Words> {
  const word = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 4 });
  const sets = fc.sample(fc.uniqueArray(word, { minLength: 20, maxLength: 30 }), { numRuns: 10, seed: 1 });
  return fc.constantFrom(...sets.map((words) => vocabularyWith([...new Set([...alphabet, ...words])])));
}

const textOver = (alphabet: readonly string[], maxLength = 16) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });
const path = fc.constantFrom('a.ts', 'a.py', 'a.rs', 'a.go', 'a.java');

const isAllowed = (constraint: Constraint, id: number): boolean => {
  const forbidden = [...(constraint.allowed()?.ids ?? [])];
  return !forbidden.includes(id);
};

/** Takes random allowed tokens. @returns the text up to where the suffix takes over, and whether it does. */
function walk(constraint: Constraint, { words, idOf, tokens }: Words, rng: Rng, steps: number) {
  const taken: Uint8Array[] = [];
  for (let step = 0; step < steps; step++) {
    const allowed = words.map((_, i) => idOf(i)).filter((id) => isAllowed(constraint, id));
    const id = allowed[Math.floor(rng() * allowed.length)]!;
    const end = constraint.accept(id);
    taken.push(tokens.vocabulary.bytes(id).subarray(0, end));
    if (end !== undefined) return { text: textOf(joinBytes(taken)), isOver: true };
  }
  return { text: textOf(joinBytes(taken)), isOver: false };
}

/** The problem with the brackets of a text without strings, found with a stack and nothing else. */
function complaint(text: string): string | undefined {
  const open: string[] = [];
  for (const [i, character] of Array.from(text).entries()) {
    if ('([{'.includes(character)) open.push(character);
    else if (')]}'.includes(character) && closerOf(open.pop()?.charCodeAt(0) ?? 0) !== character.charCodeAt(0)) {
      return `${character} at ${i}`;
    }
  }
  return undefined;
}

/** Closes what a text leaves open. */
const closing = (text: string): string =>
  [...pairBrackets(text, scannerOf('a.ts')).open]
    .reverse()
    .map(({ code: opener }) => String.fromCharCode(closerOf(opener)))
    .join('');

// Many runs, on a machine that may be busy.
const options = { timeout: 60_000 };

describe('an answer of allowed tokens', options, () => {
  const openers = textOver(['(', '[', '{', '[]', 'a'], 8);

  it('closes no bracket that is not open', () => {
    fc.assert(
      fc.property(wordsOf([...brackets, 'a']), openers, fc.integer(), (words, prefix, seed) => {
        const constraint = openBrackets(words.tokens, { prefix, suffix: '', path: 'a.ts' });
        const { text } = walk(constraint, words, seededRng(seed), 20);
        expect(complaint(prefix + text)).toBeUndefined();
      }),
    );
  });

  it('closes none outside its own strings and comments either', () => {
    fc.assert(
      fc.property(wordsOf(code), path, fc.integer(), fc.integer(), (words, name, seed, more) => {
        // What the first walk wrote is the second one's prefix: it makes sense, and may end inside anything.
        const context = { prefix: '', suffix: '', path: name };
        const prefix = walk(openBrackets(words.tokens, context), words, seededRng(seed), 8).text.trimStart();
        const { text } = walk(openBrackets(words.tokens, { ...context, prefix }), words, seededRng(more), 20);
        const { closed, isTangled } = pairBrackets(prefix + text, scannerOf(name));
        expect({ closed, isTangled }).toEqual({ closed: [], isTangled: false });
      }),
    );
  });

  it('closes nothing that the suffix closes, and leaves the rest to it', () => {
    fc.assert(
      fc.property(wordsOf([...brackets, 'a', ' ']), openers, openers, fc.integer(), (words, outer, inner, seed) => {
        const suffix = closing(outer);
        const context = { prefix: outer + inner, suffix, path: 'a.ts' };
        const { text, isOver } = walk(openBrackets(words.tokens, context), words, seededRng(seed), 20);
        const whole = context.prefix + text;
        const missing = isOver ? '' : closing(whole).slice(0, closing(whole).length - suffix.length);
        expect(complaint(whole + missing + suffix)).toBeUndefined();
        expect(closing(whole + missing)).toBe(suffix);
      }),
    );
  });
});

describe('openBrackets', options, () => {
  const context = fc.record({ prefix: textOver(code), suffix: textOver(code), path });
  const ids = fc.array(fc.nat({ max: 29 }), { maxLength: 8 });

  it('forks into the state of a fresh constraint after the same tokens, and independently of it', () => {
    fc.assert(
      fc.property(wordsOf(code), context, ids, ids, ids, (words, around, before, one, other) => {
        const take = (constraint: Constraint, indices: readonly number[]): unknown[] =>
          indices.map((i) => [constraint.accept(words.idOf(i)), constraint.allowed()]);
        const forked = openBrackets(words.tokens, around);
        take(forked, before);
        const fork = forked.fork();
        take(forked, other);
        const fresh = openBrackets(words.tokens, around);
        take(fresh, before);
        expect(fork.allowed()).toEqual(fresh.allowed());
        expect(take(fork, one)).toEqual(take(fresh, one));
      }),
    );
  });

  /** Where a text of tokens comes to its first forbidden byte or to its end, and which. */
  function verdict(constraint: Constraint, tokens: readonly number[], bytesOfToken: (id: number) => Uint8Array) {
    let length = 0;
    for (const id of tokens) {
      const bytes = bytesOfToken(id);
      if (!isAllowed(constraint, id)) return { kind: 'forbidden', from: length, to: length + bytes.length };
      const end = constraint.accept(id);
      if (end !== undefined) return { kind: 'over', from: length + end, to: length + end };
      length += bytes.length;
    }
    return { kind: 'continues', from: length, to: length };
  }

  it('decides the same for a text, however it is split into tokens', () => {
    fc.assert(
      fc.property(wordsOf(code), context, ids, (words, around, indices) => {
        const { vocabulary } = words.tokens;
        const bytes = (id: number): Uint8Array => vocabulary.bytes(id);
        const cut = indices.map((i) => words.idOf(i));
        // The first 256 ids are the single bytes.
        const single = [...joinBytes(cut.map(bytes))];
        const coarse = verdict(openBrackets(words.tokens, around), cut, bytes);
        const fine = verdict(openBrackets(words.tokens, around), single, bytes);
        expect(fine.kind).toBe(coarse.kind);
        expect(fine.from).toBeGreaterThanOrEqual(coarse.from);
        expect(fine.to).toBeLessThanOrEqual(coarse.to);
      }),
      { numRuns: 300 },
    );
  });

  it('judges only the new part of a token that spells a typed piece again', () => {
    fc.assert(
      fc.property(wordsOf(code), context, fc.nat(), fc.nat(), (words, around, index, cut) => {
        const { vocabulary } = words.tokens;
        const word = words.words[index % words.words.length]!;
        const length = 1 + (cut % word.length);
        const [piece, rest] = [word.slice(0, length), word.slice(length)];
        const prefix = around.prefix + piece;
        const healed = openBrackets(words.tokens, { ...around, prefix, piece: bytesOf(piece) });
        const plain = openBrackets(words.tokens, { ...around, prefix });
        const fine = verdict(plain, [...bytesOf(rest)], (id) => vocabulary.bytes(id));
        expect(isAllowed(healed, words.idOf(index))).toBe(fine.kind !== 'forbidden');
        if (fine.kind === 'forbidden') return;
        const end = fine.kind === 'over' ? bytesOf(piece).length + fine.from : undefined;
        expect(healed.accept(words.idOf(index))).toBe(end);
      }),
      { numRuns: 300 },
    );
  });

  it('neither throws nor forbids everything, wherever prefix and suffix are cut', () => {
    // Cut inside a character, too.
    const anything = textOver([...code, '\ud83d', '\ude00', '\r', '\t', '"""'], 40);
    fc.assert(
      fc.property(wordsOf(code), anything, anything, path, ids, (words, prefix, suffix, name, indices) => {
        const constraint = openBrackets(words.tokens, { prefix, suffix, path: name });
        for (const i of indices) {
          const allowed = constraint.allowed();
          expect(new Set(allowed?.ids).size).toBeLessThan(words.tokens.vocabulary.size);
          constraint.accept(words.idOf(i));
        }
      }),
    );
  });
});
