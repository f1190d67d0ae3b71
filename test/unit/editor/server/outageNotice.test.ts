import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { UserError } from '../../../../src/core/errors.js';
import type { ServerState } from '../../../../src/core/server/serverInfo.js';
import { OutageNotice } from '../../../../src/editor/server/outageNotice.js';
import { window } from '../../support/fakeVscode.js';

const messages = window as { showWarningMessage?: (message: string) => Promise<undefined> };
const ready = { kind: 'ready' } as ServerState;
const failed: ServerState = { kind: 'failed', host: 'localhost', error: new UserError('Nothing is listening.') };

describe('the notice of an outage', () => {
  let shown: string[];
  let noted: string[];
  let bugs: unknown[];
  let now: number;
  let notice: OutageNotice;

  const see = (...states: ServerState[]): void =>
    states.forEach((state) => notice.update({ chosen: 'server', isLocal: true, isWorking: false, state }));

  beforeEach(() => {
    shown = [];
    noted = [];
    bugs = [];
    now = 0;
    messages.showWarningMessage = (message) => {
      shown.push(message);
      return Promise.resolve(undefined);
    };
    const log = { info: () => undefined } as unknown as LogOutputChannel;
    notice = new OutageNotice({
      log,
      reporter: { note: (message) => noted.push(message), error: (error) => bugs.push(error) },
      now: () => now,
    });
  });

  afterEach(() => delete messages.showWarningMessage);

  it('is shown once while tries fail, and while the server works only for moments', () => {
    see(failed, failed, { kind: 'connecting', host: 'localhost' }, failed, ready, failed, ready, failed);
    expect(shown).toHaveLength(1);
  });

  it('leaves the stack of a bug to the log', () => {
    const error = new TypeError('x is not a function');
    see({ kind: 'failed', host: 'localhost', error });
    expect([noted, bugs]).toEqual([[], [error]]);
    see({ kind: 'connecting', host: 'localhost' }, ready);
    now += 60_000;
    see(failed);
    expect([noted, bugs]).toEqual([['Nothing is listening.'], [error]]);
  });

  it('is shown again for another outage', () => {
    see(failed, ready);
    now += 60_000;
    see(failed);
    expect(shown).toHaveLength(2);
  });

  it('is shown again when the user has changed something', () => {
    see(failed);
    notice.forget();
    see(failed);
    expect(shown).toHaveLength(2);
  });
});
