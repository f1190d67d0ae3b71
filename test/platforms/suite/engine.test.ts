import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../engine/support/build.js';
import type { EngineAnswer } from '../program/engine.js';
import { extension, foreign, machine, native, pathThere, type Ended } from './support/foreign.js';
import { program } from './support/staged.js';

const answerIn = ({ code, out, err }: Ended): EngineAnswer => {
  expect(code, err).toBe(0);
  return JSON.parse(out) as EngineAnswer;
};

describe(`the packaged worker on ${machine.target}`, () => {
  let [here, there]: EngineAnswer[] = [];

  beforeAll(async () => {
    const script = await program('engine');
    const storage = join(machine.dir, 'globaler Speicher 日本');
    here = answerIn(await native(script, [repository, join(machine.dir, 'native')]));
    there = answerIn(await foreign(script, [pathThere(extension), pathThere(storage)]));
    for (const [name, { figures }] of Object.entries({ here, [machine.target]: there })) {
      const { coldPrompt, step } = figures;
      console.log(
        `${name}: ${coldPrompt.tokens} tokens of a cold prompt in ${Math.round(coldPrompt.ms)} ms, a step in ${step.ms.toFixed(1)} ms of processor time`,
      );
    }
  });

  test('drops a running request when a newer one comes', () => {
    expect(there!.overtaken).toBeNull();
    expect(there!.newest).toBe(here!.newest);
    expect(there!.newest).not.toBe('');
  });

  test('saves its index, and another worker suggests from it', () => {
    const wanted = 'uarterlyLedger(accountBook, { strictRounding: true });';
    expect(there).toMatchObject({ fromIndex: wanted, outcome: 'loaded', files: 1, fromLoadedIndex: wanted });
    expect(there!.saved).toEqual(here!.saved);
  });

  test('ends when it is closed, and answers nothing after that', () => {
    expect(there!.closed).toBeNull();
  });

  test('says only what linux-x64 says, and which runtime it has', () => {
    expect(there!.notices.filter((notice) => !notice.includes('WebAssembly'))).toEqual(here!.notices);
  });
});
