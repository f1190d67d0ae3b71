import { describe, expect, it } from 'vitest';
import { webLocks } from '../../../../../src/editor/platform/web/taskLocks.js';

describe('locks of tasks in a browser', () => {
  it('are those of the browser where it has some', async () => {
    const asked: string[] = [];
    const locks = webLocks({
      request: (name, task) => {
        asked.push(name);
        return task();
      },
    });
    expect(await locks.run('statistics', () => Promise.resolve(3))).toBe(3);
    expect(asked).toEqual(['statistics']);
  });

  it('run tasks with the same name one after the other where the browser has none, also after a failure', async () => {
    const locks = webLocks(undefined);
    const events: string[] = [];
    const task = (name: string, fails = false) => {
      return async (): Promise<void> => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`${name} ends`);
        if (fails) throw new Error(name);
      };
    };
    const ends = await Promise.allSettled([
      locks.run('statistics', task('first', true)),
      locks.run('statistics', task('second')),
      locks.run('welcome', task('other')),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(events.indexOf('second begins')).toBeGreaterThan(events.indexOf('first ends'));
    expect(events.indexOf('other begins')).toBeLessThan(events.indexOf('first ends'));
  });
});
