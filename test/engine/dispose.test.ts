import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import { CrashGuard } from '../../src/editor/platform/node/crashGuard.js';
import { type Ended, runScript } from './support/childProcess.js';
import { engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { folderOfTest, toyModel } from './support/toyModel.js';

describe('a disposed engine', () => {
  const request = requestAt('const a = ‸\n');

  test('answers nothing and starts no thread', async () => {
    const { engine, states } = engineOfTest();
    await engine.dispose();
    expect(await engine.complete(request)).toBeUndefined();
    for (const start of [() => engine.ready(), () => engine.reload(), () => engine.restart()]) {
      await expect(start()).rejects.toThrow('disposed');
    }
    expect(states).toEqual([]);
  });

  test('waits for the end of the thread when dispose is called a second time', async () => {
    const { engine } = engineOfTest();
    await engine.ready();
    const first = engine.dispose();
    expect(engine.state.kind).toBe('ready');
    await engine.dispose();
    expect(engine.state.kind).toBe('idle');
    await first;
  });

  test('waits for the old thread and starts no other when disposed during a restart', async () => {
    const { engine, states } = engineOfTest();
    await engine.ready();
    const restarted = engine.restart();
    await engine.dispose();
    await expect(restarted).rejects.toThrow('disposed');
    expect(states.map(({ kind }) => kind).slice(-2)).toEqual(['ready', 'idle']);
  });
});

// To terminate a thread inside the runtime would abort the process, in the editor with every other extension.
test.each([
  ['decoding', 5],
  ['prefilling', 3],
  ['loading', 2],
  ['idle', 2],
  ['unused', 1],
])('lets the process end with code 0 when engines are disposed while %s, %i in a row', async (situation, count) => {
  const ended = await runScript('disposing', [situation, modelFolder, String(count)]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'undefined\n'.repeat(count), stderr: '' });
});

describe('unhandled rejections', () => {
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
    'do not occur when starts, stops and failures come in any order (seed %i)',
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
});

test.each(['completing', 'learning', 'loading', 'restarting', 'failed'])(
  'leaves no rejection unhandled in host and thread when the engine ends while %s',
  async (end) => {
    const ended = await runScript('wholeLife', [end, modelFolder, folderOfTest()]);
    expect(ended).toEqual({ code: 0, signal: null, stdout: '[]\n', stderr: '' });
  },
);

describe('the crash mark of a load', () => {
  /** Ends of a process that is loading a model, and whether each is a crash of the model. */
  const ways: readonly (readonly [string, Partial<Ended>, boolean])[] = [
    ['abort', { signal: 'SIGABRT' }, true],
    ['SIGSEGV', { signal: 'SIGSEGV' }, true],
    // The system ends processes so where memory runs out, which may well be the model's doing.
    ['SIGKILL', { signal: 'SIGKILL' }, true],
    ['shutdown', { code: 0 }, false],
    ['shutdown, then SIGKILL', { signal: 'SIGKILL' }, false],
    ['exit', { code: 0 }, false],
    ['throw', { code: 1 }, false],
    ['SIGTERM', { signal: 'SIGTERM' }, false],
    ['SIGHUP', { signal: 'SIGHUP' }, false],
    ['SIGINT', { signal: 'SIGINT' }, false],
  ];

  // Windows knows no signals: there the editor's extension host ends by itself, or is killed after it was shut down.
  test.skipIf(process.platform === 'win32').each(ways)(
    'does not change how the process ends and is right at the next start when it ends by %s',
    async (ending, ended, hasCrashed) => {
      const folder = folderOfTest();
      expect(await runScript('markedLoad', [folder, ending])).toMatchObject(ended);
      expect(await new CrashGuard(folder, 'loading', () => Date.now()).takeCrash()).toBe(hasCrashed);
    },
  );
});
