import { expect, it } from 'vitest';
import type { CompletionRequest } from '../../../../src/core/request.js';
import { repeating, comparing, explaining, continuingFrom, stepAfter } from '../../../../src/core/lens/requests.js';

const request: CompletionRequest = {
  path: 'a.ts',
  prefix: 'const a',
  suffix: '\n',
  mode: 'line',
  strategy: { kind: 'beam', width: 5, lengthPenalty: 0, earlyStopping: false },
  maxTokens: 48,
  drafters: ['lookup'],
};

it('explains a completion by the request that made it, without drafting its own answer', () => {
  expect(explaining(request)).toMatchObject({ ...request, drafters: [], explain: true });
});

it('repeats the snippets of an answer, and none when none were requested', () => {
  const snippets = [{ path: 'b.ts', text: 'let b;\n' }];
  const context = { snippets: true, clipboard: 'copied' };
  expect(repeating({ ...request, context }, { snippets }).context).toEqual({ ...context, given: snippets });
  expect(repeating({ ...request, context }, {}).context).toEqual({ ...context, given: [] });
  expect(repeating(request, {})).toBe(request);
});

it('continues from a pick with one text', () => {
  const picked = continuingFrom(request, [3, 4]);
  expect(picked).toMatchObject({
    strategy: { kind: 'greedy' },
    requiredTokens: [3, 4],
    explain: true,
  });
  const sampled = { kind: 'sample', filters: [], seed: 7 } as const;
  expect(continuingFrom({ ...request, strategy: { ...sampled, samples: 5 } }, [3]).strategy).toEqual(sampled);
});

it('requests a step after the tokens before it', () => {
  expect(stepAfter(request, [3])).toMatchObject({ prefix: 'const a', requiredTokens: [3] });
});

it('compares strategies on the same prompt, with the same end', () => {
  const sampling = { temperature: 0, seed: 1, samples: 4 };
  const all = comparing(request, { sampling, beamWidth: 3, lengthPenalty: 0 });
  for (const each of Object.values(all)) expect(each).toMatchObject({ prefix: 'const a', suffix: '\n', maxTokens: 48 });
  expect(all.greedy.strategy).toEqual({ kind: 'greedy' });
  // At temperature 0 sampling is greedy.
  expect(all.sample.strategy).toEqual({ kind: 'greedy' });
  expect(all.beam.strategy).toMatchObject({ kind: 'beam', width: 3 });
});
