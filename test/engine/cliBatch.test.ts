import { expect, test } from 'vitest';
import type { Answer } from '../../src/cli/completeText.js';
import { answersToLines } from './support/command.js';
import { places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';

const { prefix, suffix, path } = requestFor(places[1]!);
const line = { path, languageId: 'typescript', prefix, suffix };
const beam = { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false };

const containing = (text: string): unknown => expect.stringContaining(text);

test('each line has its own strategy, and what is wrong with one is its answer', async () => {
  const lines = [
    { ...line, id: 'greedy' },
    { ...line, id: 'beam of 1', strategy: { ...beam, width: 1 } },
    { ...line, id: 'beam of 3', strategy: beam },
    { ...line, id: 'sample', strategy: sampled(7) },
    { ...line, id: 'three samples', strategy: { ...sampled(7), samples: 3 } },
    { ...line, id: 'the same sample', strategy: sampled(7) },
    { ...line, id: 'no such strategy', strategy: { kind: 'best' } },
    { ...line, id: 'no width', strategy: { ...beam, width: 0 } },
    { ...line, id: 'no such filter', strategy: { ...sampled(7), filters: [{ kind: 'coin' }] } },
    { ...line, id: 'too hot', strategy: { ...sampled(7), filters: [{ kind: 'temperature', value: 9 }] } },
    { ...line, id: 'no such mode', mode: 'page' },
    { id: 'no suffix', prefix },
    'no JSON',
    { ...line, id: 'greedy again', strategy: { kind: 'greedy' } },
  ];
  const { code, answers } = await answersToLines(lines);
  expect(code).toBe(1);
  const [greedy, one, three, sample, samples, sampleAgain, ...rest] = answers as Answer[];
  const last = rest.pop()!;
  expect(greedy).toMatchObject({ id: 'greedy' });
  expect(greedy!.text.length).toBeGreaterThan(0);
  expect([one!.text, last.text]).toEqual([greedy!.text, greedy!.text]);
  expect(three!.others.length).toBe(2);
  expect(sampleAgain).toMatchObject({ text: sample!.text, score: sample!.score });
  expect([samples!, ...samples!.others].map(({ text }) => text)).toContain(sample!.text);
  expect(rest).toEqual([
    { line: 7, error: containing('kind must be greedy, sample or beam') },
    { line: 8, error: 'width must be a whole number from 1 to 64, not 0.' },
    { line: 9, error: containing('Unknown filter {"kind":"coin"}') },
    { line: 10, error: 'temperature must be a number from 0.01 to 5, not 9.' },
    { line: 11, error: 'mode must be line, block or free, not "page".' },
    { line: 12, error: 'prefix and suffix must be texts.' },
    { line: 13, error: 'It is not valid JSON.' },
  ]);
});
