import { describe, expect, it } from 'vitest';
import { templateOf } from '../../../../src/core/prompt/template.js';

/** The template of a vocabulary whose n-th entry has the id n. */
const of = (...entries: string[]) => templateOf(new Map(entries.map((entry, id) => [entry, id])));

const piped = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'];

describe('templateOf', () => {
  it('puts the suffix first for a vocabulary with fill-in-the-middle and file tokens', () => {
    const ours = of('<|endoftext|>', ...piped, '<|file|>');
    expect(ours).toEqual({ kind: 'fim', order: 'suffixFirst', prefix: 1, suffix: 2, middle: 3, file: 4 });
  });

  it('puts the prefix first for one without our file token, such as Qwen’s', () => {
    const qwen = of('<|endoftext|>', ...piped, '<|file_sep|>');
    expect(qwen).toEqual({ kind: 'fim', order: 'prefixFirst', prefix: 1, suffix: 2, middle: 3 });
  });

  it.each([
    ['StarCoder', ['<fim_prefix>', '<fim_suffix>', '<fim_middle>']],
    ['SantaCoder', ['<fim-prefix>', '<fim-suffix>', '<fim-middle>']],
    ['DeepSeek', ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>']],
    ['Code Llama', ['▁<PRE>', '▁<SUF>', '▁<MID>']],
  ])('recognizes the tokens of %s', (_, marks) => {
    expect(of('a', ...marks)).toEqual({ kind: 'fim', order: 'prefixFirst', prefix: 1, suffix: 2, middle: 3 });
  });

  it('reads the ids by name, not by order', () => {
    expect(of('<fim_middle>', '<fim_suffix>', '<fim_prefix>')).toMatchObject({ prefix: 2, suffix: 1, middle: 0 });
  });

  it('requires all three tokens', () => {
    expect(of('<fim_prefix>', '<fim_suffix>')).toEqual({ kind: 'prefixOnly' });
    expect(of('<fim_prefix>', '<fim_middle>')).toEqual({ kind: 'prefixOnly' });
    expect(of('<fim_suffix>', '<fim_middle>')).toEqual({ kind: 'prefixOnly' });
    expect(of('<fim_prefix>', '<fim_suffix>', '<|fim_middle|>')).toEqual({ kind: 'prefixOnly' });
  });

  it('returns prefix only without them, with the file token if there is one', () => {
    expect(of('a', 'b')).toEqual({ kind: 'prefixOnly' });
    expect(of('a', '<|file|>')).toEqual({ kind: 'prefixOnly', file: 1 });
  });
});
