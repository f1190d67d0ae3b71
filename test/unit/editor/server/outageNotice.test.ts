import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import type { ServerState } from '../../../../src/core/server/serverInfo.js';
import { OutageNotice } from '../../../../src/editor/server/outageNotice.js';
import { window } from '../../support/fakeVscode.js';

const messages = window as { showWarningMessage?: (message: string) => Promise<undefined> };
const ready = { kind: 'ready' } as ServerState;
const failed: ServerState = { kind: 'failed', host: 'localhost', error: new Error('Nothing is listening.') };

describe('the notice of an outage', () => {
  let shown: string[];
  let now: number;
  let notice: OutageNotice;

  const see = (...states: ServerState[]): void =>
    states.forEach((state) => notice.update({ chosen: 'server', isLocal: true, isWorking: false, state }));

  beforeEach(() => {
    shown = [];
    now = 0;
    messages.showWarningMessage = (message) => {
      shown.push(message);
      return Promise.resolve(undefined);
    };
    const log = { info: () => undefined } as unknown as LogOutputChannel;
    notice = new OutageNotice({ log, reporter: { note: () => undefined }, now: () => now });
  });

  afterEach(() => delete messages.showWarningMessage);

  it('is shown once while tries fail, and while the server works only for moments', () => {
    see(failed, failed, { kind: 'connecting', host: 'localhost' }, failed, ready, failed, ready, failed);
    expect(shown).toHaveLength(1);
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
