import { describe, expect, it } from 'vitest';
import {
  templateNamed,
  templateNames,
  templateOfModel,
  withoutMarks,
} from '../../../../src/core/server/fimTemplates.js';

const texts = {
  path: 'src/a.ts',
  snippets: [{ path: 'src/b.ts', text: 'export const b = 1;' }],
  prefix: 'const a = ',
  suffix: ';\n',
};

const written = (name: string, given: Partial<typeof texts> = {}): string =>
  templateNamed(name)!.write({ ...texts, ...given });

describe('templateOfModel', () => {
  it.each([
    ['inkling-30m', 'inkling'],
    ['qwen2.5-coder:7b', 'qwen'],
    ['Qwen/Qwen3-Coder-30B-A3B-Instruct', 'qwen'],
    ['CodeQwen1.5-7B', 'starcoder'],
    ['bigcode/starcoder2-3b', 'starcoder2'],
    ['starcoder-15b', 'starcoder'],
    ['deepseek-coder-v2:16b-lite-base', 'deepseek'],
    ['codellama:7b-code', 'codellama'],
    ['CodeLlama-7b-hf', 'codellama'],
    ['mistralai/Codestral-22B-v0.1', 'codestral'],
    ['google/codegemma-2b', 'codegemma'],
    ['ibm-granite/granite-8b-code-base', 'starcoder'],
    ['granite-4.0-h-tiny', 'granite'],
    ['JetBrains/Mellum-4b-base', 'mellum'],
    ['Seed-Coder-8B-Base', 'seed-coder'],
    ['SmolLM2-1.7B', 'none'],
    ['gpt-oss', undefined],
  ])('of %s is %s', (model, name) => {
    expect(templateOfModel(model)?.name).toBe(name);
  });

  it('is found by name for each family', () => {
    expect(templateNames.map((name) => templateNamed(name)?.name)).toEqual(templateNames);
  });
});

describe('write', () => {
  it.each([
    [
      'inkling',
      '<|file|>src/b.ts\nexport const b = 1;<|file|>src/a.ts\n<|fim_prefix|><|fim_suffix|>;\n<|fim_middle|>const a = ',
    ],
    [
      'qwen',
      '<|repo_name|>workspace\n<|file_sep|>src/b.ts\nexport const b = 1;\n<|file_sep|>src/a.ts\n' +
        '<|fim_prefix|>const a = <|fim_suffix|>;\n<|fim_middle|>',
    ],
    [
      'starcoder2',
      '<repo_name>workspace<file_sep>src/b.ts\nexport const b = 1;\n<file_sep>' +
        '<fim_prefix>src/a.ts\nconst a = <fim_suffix>;\n<fim_middle>',
    ],
    ['starcoder', '<fim_prefix>const a = <fim_suffix>;\n<fim_middle>'],
    ['deepseek', '<｜fim▁begin｜>#src/b.ts\nexport const b = 1;\n#src/a.ts\nconst a = <｜fim▁hole｜>;\n<｜fim▁end｜>'],
    ['codellama', '<PRE> const a =  <SUF>;\n <MID>'],
    ['codestral', '[SUFFIX];\n[PREFIX]+++++ src/b.ts\nexport const b = 1;\n\n+++++ src/a.ts\nconst a = '],
    [
      'codegemma',
      'src/b.ts\nexport const b = 1;<|file_separator|>src/a.ts\n<|fim_prefix|>const a = <|fim_suffix|>;\n<|fim_middle|>',
    ],
    [
      'granite',
      '<|filename|>src/b.ts\nexport const b = 1;\n<|filename|>src/a.ts\n' +
        '<|fim_prefix|>const a = <|fim_suffix|>;\n<|fim_middle|>',
    ],
    [
      'mellum',
      '<filename>src/b.ts\nexport const b = 1;\n<filename>src/a.ts\n<fim_suffix>;\n<fim_prefix>const a = <fim_middle>',
    ],
    ['seed-coder', '<[fim-suffix]>;\n<[fim-prefix]>const a = <[fim-middle]>'],
    ['none', 'const a = '],
  ])('writes the format of %s', (name, prompt) => {
    expect(written(name)).toBe(prompt);
  });

  it('covers each family', () => {
    for (const name of templateNames) expect(written(name)).toContain('const a = ');
  });

  it('writes no header for an untitled file without snippets', () => {
    const { write } = templateNamed('qwen')!;
    expect(write({ snippets: [], prefix: 'a', suffix: 'b' })).toBe('<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>');
  });

  it.each(templateNames.filter((name) => templateNamed(name)!.order === 'suffixFirst'))(
    'only appends to the prompt of %s when the prefix grows',
    (name) => {
      const [before, after] = [written(name), written(name, { prefix: 'const a = b' })];
      const middle = name === 'mellum' ? '<fim_middle>' : name === 'seed-coder' ? '<[fim-middle]>' : '';
      expect(after).toBe(`${before.slice(0, before.length - middle.length)}b${middle}`);
    },
  );
});

describe('withoutMarks', () => {
  const qwen = templateNamed('qwen')!;

  it('spells no special token of the family', () => {
    expect(withoutMarks(qwen, 'a <|fim_middle|> b <|im_end|>')).toBe('a < |fim_middle|> b < |im_end|>');
  });

  it('leaves other text as it is', () => {
    expect(withoutMarks(qwen, 'if (a <| b) <fim_prefix>')).toBe('if (a <| b) <fim_prefix>');
  });
});
