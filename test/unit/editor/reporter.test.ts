import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { UserError } from '../../../src/core/errors.js';
import { setEnabled } from '../../../src/editor/menu/write.js';
import { Reporter } from '../../../src/editor/reporter.js';
import { window, workspace } from '../support/fakeVscode.js';

const messages = window as { showErrorMessage?: (message: string) => Promise<undefined> };

function newReporter(): { reporter: Reporter; shown: string[]; logged: string[] } {
  const shown: string[] = [];
  const logged: string[] = [];
  messages.showErrorMessage = (message) => {
    shown.push(message);
    return Promise.resolve(undefined);
  };
  const log = { warn: () => undefined, error: (text: string) => logged.push(text.split('\n', 1)[0]!) };
  return { reporter: new Reporter(log as unknown as LogOutputChannel), shown, logged };
}

describe('a reporter', () => {
  afterEach(() => delete messages.showErrorMessage);

  it('shows the same error once while the user types, and each time that they run a command', () => {
    const { reporter, shown } = newReporter();
    const error = new UserError('The folder is empty.');
    reporter.error(error);
    reporter.error(error);
    expect(shown).toEqual([error.message]);
    reporter.commandFailed(error);
    reporter.commandFailed(error);
    expect(shown).toEqual([error.message, error.message, error.message]);
  });

  it('keeps private names out of the log', () => {
    const { reporter, logged } = newReporter();
    reporter.keepOutOfLog(() => ['team.example:8000', 'team.example']);
    reporter.error(new TypeError('team.example:8000 sent nothing for team.example'));
    expect(logged).toEqual(['TypeError: … sent nothing for …']);
  });

  it('logs a bug, and tells of one in a command', () => {
    const { reporter, shown, logged } = newReporter();
    reporter.error(new TypeError('x is undefined'));
    expect(shown).toEqual([]);
    reporter.commandFailed(new TypeError('y is undefined'));
    expect(shown).toEqual(['Something went wrong. See the log for details. Restarting the engine may help.']);
    expect(logged).toEqual(['TypeError: x is undefined', 'TypeError: y is undefined']);
  });
});

describe('turning Inkling on or off', () => {
  afterEach(() => vi.restoreAllMocks());

  it('fails with the message of VS Code when the settings cannot be written', async () => {
    const why = 'Unable to write into user settings. Please open the user settings to correct errors in it.';
    vi.spyOn(workspace as { getConfiguration(): object }, 'getConfiguration').mockReturnValue({
      inspect: () => undefined,
      update: () => Promise.reject(new Error(why)),
    });
    await expect(setEnabled(false)).rejects.toThrow(new UserError(why));
  });
});
