import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoTokenizer, type PreTrainedTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalize } from '../../src/core/prompt/lineEndings.js';
import { promptTexts } from '../../src/core/suggest/cursorContext.js';
import { suggestionOf } from '../../src/core/suggest/suggestion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, modelFolder, watchedEngine } from './support/engines.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { oddPrompts } from './support/oddPrompts.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

const { engine } = watchedEngine();

afterAll(() => engine.dispose());

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

describe('the start and end of a document', () => {
  test.each([
    ['an empty file', '‸'],
    ['the start of a file', '‸export const a = 1;\n'],
    ['the very end of a file', 'export const a = 1;\nexport const b = 2;\nexport const c‸'],
    ['a file of whitespace', '   ‸   '],
    ['a file of empty lines', '\n\n\n‸\n\n\n'],
  ])('answers when the document is %s', async (_, text) => {
    const request = requestAt(text, { mode: 'free', path: 'src/empty.ts' });
    const answer = (await engine.complete(request))!;
    expect(answer.stop).not.toBe('constraint');
    expect(answer.timings.promptTokens).toBeGreaterThan(0);
    expect(answerOf(await engine.complete({ ...request }))).toEqual(answerOf(answer));
    expect(await engine.complete(requestAt(text, { mode: 'free' }))).toBeDefined();
  });

  test('indents with tabs when the file does', async () => {
    const text = 'function f(items) {\n\tfor (const item of items) {\n\t\tconsole.log(item);\n‸\n}\n\n\tg();\n';
    const answer = (await engine.complete(requestAt(text, { mode: 'free', maxTokens: 30 })))!;
    const indentations = answer.text.split('\n').map((line) => /^\s*/.exec(line)![0]);
    expect(indentations.join('')).toMatch(/^\t+$/);
  });

  test('does not repeat an indentation of tabs that was healed', async () => {
    const text = 'class A:\n\tdef f(self):\n\t\treturn 1\n\n\tdef g(self):\n\t\t‸\n';
    const answer = (await engine.complete(requestAt(text)))!;
    expect(answer.text).toMatch(/^\S/);
  });
});

describe('line endings', () => {
  const complete = async (text: string) =>
    answerOf(await engine.complete(requestAt(text, { mode: 'block', maxTokens: 30 })));

  test.each(snippets)(
    'gives the same answer when the file has \\r\\n, \\r or a byte order mark: $path',
    async (snippet) => {
      const text = keyByKey(snippet).at(-3)!;
      const plain = await complete(text);
      expect(plain!.text.length).toBeGreaterThan(0);
      expect(await complete(text.replaceAll('\n', '\r\n'))).toEqual(plain);
      expect(await complete(text.replaceAll('\n', '\r'))).toEqual(plain);
      expect(await complete(`\uFEFF${text}`)).toEqual(plain);
    },
  );

  test('has \\n between the lines of an answer when the file has \\r\\n', async () => {
    const request = requestAt('function f() {\r\n  const a = 1;\r\n‸\r\n}\r\n', { mode: 'free', maxTokens: 40 });
    const answer = (await engine.complete(request))!;
    expect(answer.text).toContain('\n');
    expect(answer.text).not.toContain('\r');
  });
});

describe('Unicode', () => {
  /** A surrogate whose other half is missing. */
  const halfPair = /\p{Surrogate}/u;

  const documents = [
    ['an emoji before the cursor', "const faces = ['😀', '😎‸\n"],
    ['an emoji after the cursor', "const face = '‸😀';\n"],
    ['emoji on both sides', "const faces = ['👍', '🎉‸🎉', '👍'];\n"],
    ['emoji alone', '😀😀😀‸😀😀😀'],
    ['a family of joined emoji', 'const family = "👨‍👩‍👧‍👦‸";\n'],
    ['characters outside the basic plane', 'let 𝒙 = 1;\nlet 𝒚 = 𝒙‸ + 1;\n'],
    ['Chinese', '// 计算两个数的和\nfunction 相加(左, 右) {\n  return 左‸;\n}\n'],
    ['a long run of emoji', `${'🎉'.repeat(100)}‸${'🎉'.repeat(100)}`],
    ['Cyrillic and accents', 'const grüße = "Привет, café‸";\n'],
  ] as const;

  const strategies = [
    greedy,
    sampled(1),
    { kind: 'sample', filters: [{ kind: 'temperature', value: 3 }], seed: 2 },
  ] as const;

  test.each(documents)('answers with whole characters: %s', async (_, text) => {
    for (const strategy of strategies) {
      const answer = (await engine.complete(requestAt(text, { mode: 'free', strategy, maxTokens: 60 })))!;
      expect(answer.text).not.toContain('\uFFFD');
      expect(answer.text).not.toMatch(halfPair);
      expect(answer.tokens.map((token) => token.text).join('')).toBe(answer.text);
    }
  });

  test.each([
    ['a half pair before the cursor', requestAt("const face = '\ud83d‸';\n")],
    ['a half pair after the cursor', requestAt("const face = '‸\ude00';\n")],
    ['a pair that the cursor cuts', requestAt("const face = '\ud83d‸\ude00';\n")],
  ])('answers when there is %s', async (_, request) => {
    const answer = await engine.complete(request);
    expect(answer!.stop).not.toBe('constraint');
    expect(answer!.text).not.toMatch(halfPair);
  });
});

const spellings = ['<|endoftext|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|file|>', '<|pad|>'];

const path = 'src/<|endoftext|>.ts';

const documents = spellings.flatMap((spelling) => [
  `const mark = "${spelling}";\nconst again = "‸";\n`,
  `const mark = "${spelling}‸";\n// ${spelling}\n`,
  `${spelling}‸`,
  `‸${spelling}`,
]);

test.each(documents)('reads special tokens as text when a document spells them: %j', async (text) => {
  for (const strategy of [greedy, sampled(6)]) {
    const request = requestAt(text, { mode: 'free', path, strategy });
    const answer = (await completeCold(loaded, request))!;
    const { control } = loaded.vocabulary;
    const prompt = loaded.model.tokens.slice(0, answer.timings.promptTokens);
    // The template's own marks, each once: file, prefix, suffix, middle.
    expect(prompt.filter((id) => control.has(id)).length).toBe(4);
    // The model may copy what the document spells, character by character; no other mark gets into the text.
    const unseen = spellings.filter((spelling) => !`${path}${text}`.includes(spelling));
    expect(unseen.filter((spelling) => answer.text.includes(spelling))).toEqual([]);
    expect(answer.tokens.filter((token) => spellings.includes(token.text))).toEqual([]);
  }
});

describe('the tokenizer', () => {
  const texts = snippets.map(({ text }) => text);

  let library: PreTrainedTokenizer;

  beforeAll(async () => {
    library = await AutoTokenizer.from_pretrained(modelFolder);
  });

  const byLibrary = (text: string): number[] =>
    text === '' ? [] : library.encode(text, { add_special_tokens: false });

  test('gives the ids of the library when code is encoded piece by piece', () => {
    for (const text of texts) expect(loaded.encodeFile(text)).toEqual(byLibrary(text));
  });

  test('gives the ids of the library for random characters', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom('a', ' ', '  ', '\t', '\n', '\r', 'ä', '€', '😀', '_', '9', '{', '\u0300', '\u00a0'), maxLength: 60 }), // prettier-ignore
    );
    fc.assert(
      fc.property(text, (text) => {
        expect(loaded.encodeFile(text)).toEqual(byLibrary(text));
      }),
      { numRuns: 500 },
    );
  });

  test('gives a file the ids that a request has for the same text', () => {
    for (const text of texts) expect(loaded.encodeFile(text)).toEqual(loaded.encode(text));
  });
});

describe('odd prompts', () => {
  /** The answers, for reading: out/odd-prompts.txt. */
  const seen: string[] = [];

  afterAll(() => {
    mkdirSync('out', { recursive: true });
    writeFileSync(join('out', 'odd-prompts.txt'), seen.join('\n'));
  });

  const specialTokens = /<\|(?:endoftext|fim_prefix|fim_suffix|fim_middle|file|pad)\|>/;
  /** A repeated piece of at most 8 characters that is not only whitespace, 32 characters or more in all. */
  const loop = /(?=\S*\s*\S)(.{1,8}?)\1{7,}/u;
  const loopOf = (text: string): string | undefined => {
    const found = loop.exec(text)?.[0];
    return found !== undefined && found.length >= 32 && found.trim() !== '' ? found : undefined;
  };

  test('are 200 or more', () => {
    expect(oddPrompts.length).toBeGreaterThanOrEqual(200);
  });

  test.each(oddPrompts.map((prompt, i) => [i, prompt] as const))('get a sane answer: %i', async (i, prompt) => {
    const [before = '', after = ''] = prompt.text.split('‸').map(normalize);
    const { path } = prompt;
    const answer = await completeInProcess(loaded, {
      path,
      ...promptTexts({ prefix: before, suffix: after }),
      mode: 'line',
      strategy: greedy,
      maxTokens: 48,
    });
    const text = suggestionOf({ prefix: before, suffix: after, path }, answer!, 0)?.text ?? '';
    seen.push(`${i} ${path} ${JSON.stringify(before.slice(-60))} → ${JSON.stringify(text)}`);
    if (!specialTokens.test(prompt.text)) expect(text).not.toMatch(specialTokens);
    expect(text).not.toMatch(/\uFFFD|[^\P{Cc}\t]/u);
    expect(loopOf(text)).toBeUndefined();
  });
});
