import { afterAll, expect, test } from 'vitest';
import { answerOf, watchedEngine } from './support/engines.js';
import { requestAt } from './support/requests.js';

const { engine } = watchedEngine();

afterAll(() => engine.dispose());

test.each([
  ['an empty file', '‸'],
  ['the start of a file', '‸export const a = 1;\n'],
  ['the very end of a file', 'export const a = 1;\nexport const b = 2;\nexport const c‸'],
  ['a file of blanks', '   ‸   '],
  ['a file of empty lines', '\n\n\n‸\n\n\n'],
])('an answer comes for %s', async (_, text) => {
  const request = requestAt(text, { mode: 'free', path: 'src/empty.ts' });
  const answer = (await engine.complete(request))!;
  expect(answer.stop).not.toBe('constraint');
  expect(answer.timings.promptTokens).toBeGreaterThan(0);
  expect(answerOf(await engine.complete({ ...request }))).toEqual(answerOf(answer));
  expect(await engine.complete(requestAt(text, { mode: 'free' }))).toBeDefined();
});

test('a file that is indented with tabs is gone on with in tabs', async () => {
  const text = 'function f(items) {\n\tfor (const item of items) {\n\t\tconsole.log(item);\n‸\n}\n\n\tg();\n';
  const answer = (await engine.complete(requestAt(text, { mode: 'free', maxTokens: 30 })))!;
  const indentations = answer.text.split('\n').map((line) => /^\s*/.exec(line)![0]);
  expect(indentations.join('')).toMatch(/^\t+$/);
});

test('a healed indentation of tabs is not repeated', async () => {
  const text = 'class A:\n\tdef f(self):\n\t\treturn 1\n\n\tdef g(self):\n\t\t‸\n';
  const answer = (await engine.complete(requestAt(text)))!;
  expect(answer.text).toMatch(/^\S/);
});
