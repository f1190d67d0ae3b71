import { afterEach, beforeEach, expect, test } from 'vitest';
import { seededRng } from '../../src/core/sampling/rng.js';
import { UserError } from '../../src/core/errors.js';
import { engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { toyModel } from './support/toyModel.js';

const unhandled: unknown[] = [];
const listen = (reason: unknown): unknown => unhandled.push(reason);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', listen);
});

afterEach(() => {
  process.off('unhandledRejection', listen);
});

const request = requestAt('const a = ‸\n');

test.each([1, 2, 3, 4, 5, 6])(
  'starts, stops and failures in any order leave no rejection unhandled (seed %i)',
  async (seed) => {
    const random = seededRng(seed);
    const watched = engineOfTest(modelFolder);
    const { engine } = watched;
    const folders = [toyModel({ attention: 'gqa' }), '/no/such/model'];
    const steps: readonly (() => Promise<unknown>)[] = [
      () => engine.ready(),
      () => engine.reload(),
      () => engine.restart(),
      () => engine.complete(request),
      () => engine.workspace({ kind: 'state' }),
      () => Promise.resolve(engine.fail(new UserError('A crash was found.'))),
    ];
    // Only the caller of a step hears of its failure, as in the editor.
    const outcomes: Promise<unknown>[] = [];
    for (let i = 0; i < 8; i++) {
      watched.folder = folders[Math.floor(random() * folders.length)]!;
      outcomes.push(Promise.allSettled([steps[Math.floor(random() * steps.length)]!()]));
      if (random() < 0.3) await outcomes.at(-1);
    }
    await engine.dispose();
    expect(await engine.complete(request)).toBeUndefined();
    expect(await engine.workspace({ kind: 'state' })).toBeUndefined();
    await Promise.all(outcomes);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(unhandled).toEqual([]);
  },
);
