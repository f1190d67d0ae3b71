import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Texts } from '../../src/engine/protocol.js';
import { buildWorker, repository } from './support/build.js';

const german = JSON.parse(readFileSync(join(repository, 'l10n', 'bundle.l10n.de.json'), 'utf8')) as Texts;

/** What a person is told of a folder that is not there. */
async function complaintIn(texts: Texts | undefined): Promise<string> {
  const modelOptions = () => ({ folder: '/no/such/model', threads: 1 });
  const engine = new Engine({ workerFile: buildWorker(), texts, modelOptions });
  try {
    await engine.ready();
    return '';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await engine.dispose();
  }
}

test('the thread tells people in their language, English if it knows none', async () => {
  const [part, reason, nextStep] = [
    '{0} cannot be read: {1}. {2}',
    'it does not exist',
    'Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.',
  ];
  const filled = (text: string, ...values: string[]): string =>
    values.reduce((all, value, i) => all.replace(`{${i}}`, value), text);
  expect(await complaintIn(undefined)).toBe(filled(part, '/no/such/model', reason, nextStep));
  expect(await complaintIn(german)).toBe(filled(german[part]!, '/no/such/model', german[reason]!, german[nextStep]!));
});
