import { expect, it } from 'vitest';
import type { CompletionRequest } from '../../../../src/core/completion.js';
import { asAnswered, comparing, explaining, goingOn, stepAfter } from '../../../../src/core/lens/requests.js';

const request: CompletionRequest = {
  path: 'a.ts',
  prefix: 'const a',
  suffix: '\n',
  mode: 'line',
  strategy: { kind: 'beam', width: 5, lengthPenalty: 0, earlyStopping: false },
  maxTokens: 48,
  drafters: ['lookup'],
};

it('a completion is explained by the request that made it, without drafts of its own answer', () => {
  expect(explaining(request)).toMatchObject({ ...request, drafters: [], explain: true });
});

it('what an answer had of other files is asked with it again, and nothing where nothing was asked for', () => {
  const snippets = [{ path: 'b.ts', text: 'let b;\n' }];
  const context = { snippets: true, clipboard: 'copied' };
  expect(asAnswered({ ...request, context }, { snippets }).context).toEqual({ ...context, given: snippets });
  expect(asAnswered({ ...request, context }, {}).context).toEqual({ ...context, given: [] });
  expect(asAnswered(request, {})).toBe(request);
});

it('continues from a pick with one text', () => {
  const picked = goingOn(request, [3, 4]);
  expect(picked).toMatchObject({ strategy: { kind: 'greedy' }, begin: [3, 4], explain: true });
  const sampled = { kind: 'sample', filters: [], seed: 7 } as const;
  expect(goingOn({ ...request, strategy: { ...sampled, samples: 5 } }, [3]).strategy).toEqual(sampled);
});

it('a step is asked for after the tokens before it', () => {
  expect(stepAfter(request, [3])).toMatchObject({ prefix: 'const a', begin: [3] });
});

it('strategies are compared on the same prompt, with the same end', () => {
  const sampling = { temperature: 0, seed: 1, samples: 4 };
  const all = comparing(request, { sampling, beamWidth: 3, lengthPenalty: 0 });
  for (const each of Object.values(all)) expect(each).toMatchObject({ prefix: 'const a', suffix: '\n', maxTokens: 48 });
  expect(all.greedy.strategy).toEqual({ kind: 'greedy' });
  // At temperature 0 sampling is greedy.
  expect(all.sample.strategy).toEqual({ kind: 'greedy' });
  expect(all.beam.strategy).toMatchObject({ kind: 'beam', width: 3 });
});
