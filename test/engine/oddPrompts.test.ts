import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promptTexts, suggestionOf } from '../../src/core/suggest/suggestion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { oddPrompts } from './support/oddPrompts.js';
import { greedy } from './support/requests.js';

let loaded: LoadedModel;
/** What came, to be read by a person: out/odd-prompts.txt. */
const seen: string[] = [];

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(async () => {
  await loaded.dispose();
  mkdirSync('out', { recursive: true });
  writeFileSync(join('out', 'odd-prompts.txt'), seen.join('\n'));
});

const specialTokens = /<\|(?:endoftext|fim_prefix|fim_suffix|fim_middle|file|pad)\|>/;
/** A turn of at most 8 characters that is more than blanks, 32 characters long or longer. */
const loop = /(?=\S*\s*\S)(.{1,8}?)\1{7,}/u;
const loopOf = (text: string): string | undefined => {
  const found = loop.exec(text)?.[0];
  return found !== undefined && found.length >= 32 && found.trim() !== '' ? found : undefined;
};

test('there are 200 odd prompts', () => {
  expect(oddPrompts.length).toBeGreaterThanOrEqual(200);
});

test.each(oddPrompts.map((prompt, i) => [i, prompt] as const))(
  'odd prompt %i gets a sane answer',
  async (i, prompt) => {
    const [before = '', after = ''] = prompt.text.split('‸');
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
  },
);
