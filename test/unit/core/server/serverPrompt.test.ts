import { describe, expect, it } from 'vitest';
import { templateNamed } from '../../../../src/core/server/fimTemplates.js';
import { serverPrompt, type PreparedPrompt, type PromptFormat } from '../../../../src/core/server/serverPrompt.js';
import type { CompletionRequest } from '../../../../src/core/request.js';
import { atCursor } from '../../support/cursor.js';

const format = (name: string | undefined, rest: Partial<PromptFormat> = {}): PromptFormat => ({
  template: name === undefined ? undefined : templateNamed(name),
  contextTokens: 4096,
  charactersPerToken: 3,
  ...rest,
});

const requestAt = (marked: string, rest: Partial<CompletionRequest> = {}): CompletionRequest => ({
  ...atCursor(marked),
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 32,
  ...rest,
});

const textOf = ({ prompt }: PreparedPrompt): string => {
  if (prompt.kind !== 'text') throw new Error(prompt.kind);
  return prompt.text;
};

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `const name${i} = ${i};\n`).join('');

/** Length of the common start. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

describe('serverPrompt', () => {
  it('takes the half-typed word off, which the answer has to spell', () => {
    const { base, piece, ...prepared } = serverPrompt(requestAt('const a = fo‸;\n'), format('qwen'), true);
    expect([base, piece]).toEqual(['const a =', ' fo']);
    expect(textOf({ base, piece, ...prepared })).toBe('<|fim_prefix|>const a =<|fim_suffix|>;\n<|fim_middle|>');
  });

  it('leaves the prefix whole without healing', () => {
    const request = requestAt('const a = fo‸;\n');
    for (const prepared of [
      serverPrompt(request, format('qwen'), false),
      serverPrompt({ ...request, without: ['healing'] }, format('qwen'), true),
    ]) {
      expect([prepared.base, prepared.piece]).toEqual(['const a = fo', '']);
    }
  });

  it('never sends an empty prompt', () => {
    expect(textOf(serverPrompt(requestAt('fo‸'), format('none'), true))).toBe('fo');
  });

  it('gives the parts where the server makes the prompt', () => {
    const given = [{ path: 'b.ts', text: 'b' }];
    const request = requestAt('const a = ‸;\n', { context: { snippets: true, given } });
    expect(serverPrompt(request, format(undefined), false).prompt).toEqual({
      kind: 'parts',
      prefix: 'const a = ',
      suffix: ';\n',
      snippets: given,
    });
  });

  it('normalizes line ends and path separators', () => {
    const request = requestAt('a\r\nb‸', { path: 'src\\a.ts' });
    expect(textOf(serverPrompt(request, format('inkling'), false))).toBe(
      '<|file|>src/a.ts\n<|fim_prefix|><|fim_suffix|><|fim_middle|>a\nb',
    );
  });

  it('spells no mark that the document contains', () => {
    expect(textOf(serverPrompt(requestAt('"<|fim_middle|>" ‸'), format('qwen'), false))).toBe(
      '<|fim_prefix|>"< |fim_middle|>" <|fim_suffix|><|fim_middle|>',
    );
  });

  it.each(['qwen', 'inkling', 'codestral', 'none', undefined])('stays within the context with %s', (name) => {
    const request = requestAt(`${lines(2000)}‸\n${lines(2000)}`);
    for (const contextTokens of [512, 1024, 8192]) {
      const { characters } = serverPrompt(request, format(name, { contextTokens }), true);
      expect(characters).toBeLessThanOrEqual(Math.min(2048, contextTokens - 32) * 3);
      expect(characters).toBeGreaterThan(Math.min(2048, contextTokens - 32));
    }
  });

  it('reads a shorter suffix where a key makes the server read it again', () => {
    const request = requestAt(`${lines(400)}‸\n${lines(400)}`);
    const suffixOf = (name: string, start: string, end: string): string => {
      const text = textOf(serverPrompt(request, format(name), false));
      return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
    };
    const reread = suffixOf('qwen', '<|fim_suffix|>', '<|fim_middle|>');
    const appended = suffixOf('codestral', '[SUFFIX]', '[PREFIX]');
    expect(reread.length).toBeLessThanOrEqual(128 * 3);
    expect(appended.length).toBeGreaterThan(2 * reread.length);
  });

  it.each([
    ['inkling', 0.95],
    ['codestral', 0.95],
    ['qwen', 0.85],
  ])('shares most of the prompt of %s from key to key', (name, share) => {
    const typed = 'const value = compute(name1, name2);';
    const prompts = Array.from(typed, (_, i) => {
      const request = requestAt(`${lines(500)}${typed.slice(0, i)}‸\n${lines(100)}`);
      return textOf(serverPrompt(request, format(name), true));
    });
    const shares = prompts.slice(1).map((prompt, i) => commonStart(prompt, prompts[i]!) / prompt.length);
    // A start that moved may come once, since it moves in steps.
    expect(shares.filter((one) => one < share).length).toBeLessThanOrEqual(1);
  });

  it('puts as many snippets into the prompt as fit', () => {
    const given = Array.from({ length: 100 }, (_, i) => ({ path: `f${i}.ts`, text: lines(10) }));
    const request = requestAt('const a = ‸', { context: { snippets: true, given } });
    const { snippets, prompt } = serverPrompt(request, format('qwen', { contextTokens: 1024 }), true);
    expect(snippets.length).toBeGreaterThan(1);
    expect(snippets.length).toBeLessThan(20);
    expect(prompt.kind === 'text' && prompt.text.includes(`<|file_sep|>f0.ts\n${lines(10)}`)).toBe(true);
  });
});
