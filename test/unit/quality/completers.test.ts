import { expect, test } from 'vitest';
import { CachingCompleter } from '../../../quality/completers.js';
import { shipped } from '../../../quality/variants.js';
import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import { completionOf } from '../support/scripted.js';

const timings = { tokenizeMs: 0, prefillMs: 0, decodeMs: 0, totalMs: 1, promptTokens: 9, reusedTokens: 2, forwards: 1 };
const request = (prefix: string): CompletionRequest => ({
  path: 'a.ts',
  prefix,
  suffix: '',
  ...shipped.options,
  mode: 'line',
});

test('CachingCompleter asks for each request once, and reports a cached prompt', async () => {
  const requested: string[] = [];
  const answers = new CachingCompleter({
    complete: ({ prefix }) => {
      requested.push(prefix);
      const answer: Completion = { ...completionOf([[`${prefix}!`, 1]]), timings };
      return Promise.resolve(prefix === 'none' ? undefined : answer);
    },
  });
  expect((await answers.complete(request('a')))!.timings.reusedTokens).toBe(2);
  const again = await answers.complete(request('a'));
  expect([again!.text, again!.timings.reusedTokens]).toEqual(['a!', 9]);
  expect((await answers.complete(request('b')))!.text).toBe('b!');
  for (let i = 0; i < 2; i++) expect(await answers.complete(request('none'))).toBeUndefined();
  expect(requested).toEqual(['a', 'b', 'none', 'none']);
});
