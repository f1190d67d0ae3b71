import { expect, test } from 'vitest';
import { runScript } from './support/childProcess.js';
import { modelFolder } from './support/engines.js';

// To terminate a thread inside the runtime would abort the process, in the editor with every other extension.
test.each([
  ['decoding', 5],
  ['prefilling', 3],
  ['loading', 2],
  ['idle', 2],
  ['unused', 1],
])(
  'engines disposed while %s, %i one after the other, leave a process that ends with code 0',
  async (situation, count) => {
    const ended = await runScript('disposing', [situation, modelFolder, String(count)]);
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'undefined\n'.repeat(count), stderr: '' });
  },
);
