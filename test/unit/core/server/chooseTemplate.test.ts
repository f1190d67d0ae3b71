import { describe, expect, it } from 'vitest';
import { chooseTemplate, type Tokenize } from '../../../../src/core/server/chooseTemplate.js';

/** A tokenizer with some special tokens; everything else is one token per character. */
const tokenizer =
  (...special: readonly string[]): Tokenize =>
  (text) =>
    Promise.resolve(special.includes(text) ? [special.indexOf(text)] : Array.from(text, (_, i) => 100 + i));

const qwenMarks = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|repo_name|>', '<|file_sep|>'];

const nameOf = async (question: Parameters<typeof chooseTemplate>[0]): Promise<string | undefined> =>
  (await chooseTemplate(question))?.name;

describe('chooseTemplate', () => {
  it('follows the name where the server has no tokenizer', async () => {
    expect(await nameOf({ model: 'qwen2.5-coder' })).toBe('qwen');
  });

  it('follows the name where the tokenizer has its marks', async () => {
    expect(await nameOf({ model: 'qwen2.5-coder', tokenize: tokenizer(...qwenMarks) })).toBe('qwen');
  });

  it('does not follow a name whose marks the tokenizer splits', async () => {
    expect(await nameOf({ model: 'qwen2.5-coder', tokenize: tokenizer() })).toBeUndefined();
  });

  it('finds the family of an unknown name by its marks', async () => {
    const plain = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>'];
    expect(await nameOf({ model: 'team-model', tokenize: tokenizer(...qwenMarks) })).toBe('qwen');
    expect(await nameOf({ model: 'team-model', tokenize: tokenizer(...plain) })).toBe('starcoder');
    expect(await nameOf({ model: 'team-model', tokenize: tokenizer(...plain, '<repo_name>', '<file_sep>') })).toBe(
      'starcoder2',
    );
  });

  it('corrects a name that misleads', async () => {
    expect(await nameOf({ model: 'starcoder2-to-qwen', tokenize: tokenizer(...qwenMarks) })).toBe('qwen');
  });

  it('takes the family that is set, unchecked', async () => {
    expect(await nameOf({ model: 'qwen2.5-coder', wanted: 'granite', tokenize: tokenizer() })).toBe('granite');
  });

  it('does not know an unknown name without a tokenizer', async () => {
    expect(await nameOf({ model: 'team-model' })).toBeUndefined();
  });

  it('asks for each mark once', async () => {
    const asked: string[] = [];
    const tokenize: Tokenize = (text) => (asked.push(text), Promise.resolve([1, 2]));
    await chooseTemplate({ model: 'team-model', tokenize });
    expect(asked.sort()).toEqual([...new Set(asked)].sort());
  });
});
