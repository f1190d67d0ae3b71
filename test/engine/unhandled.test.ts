import { expect, test } from 'vitest';
import { runScript } from './support/childProcess.js';
import { modelFolder } from './support/engines.js';
import { folderOfTest } from './support/toyModel.js';

test.each(['completing', 'learning', 'loading', 'restarting', 'failed'])(
  'nothing is rejected unheard from start to end, in host and thread, when the engine ends while %s',
  async (end) => {
    const ended = await runScript('wholeLife', [end, modelFolder, folderOfTest()]);
    expect(ended).toEqual({ code: 0, signal: null, stdout: '[]\n', stderr: '' });
  },
);
