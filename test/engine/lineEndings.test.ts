import { afterAll, expect, test } from 'vitest';
import { answerOf, watchedEngine } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

const { engine } = watchedEngine();

afterAll(() => engine.dispose());

const complete = async (text: string) =>
  answerOf(await engine.complete(requestAt(text, { mode: 'block', maxTokens: 30 })));

test.each(snippets)(
  'a file with \\r\\n, with \\r or with a byte order mark gets the answer of one without: $path',
  async (snippet) => {
    const text = keyByKey(snippet).at(-3)!;
    const plain = await complete(text);
    expect(plain!.text.length).toBeGreaterThan(0);
    expect(await complete(text.replaceAll('\n', '\r\n'))).toEqual(plain);
    expect(await complete(text.replaceAll('\n', '\r'))).toEqual(plain);
    expect(await complete(`\uFEFF${text}`)).toEqual(plain);
  },
);

test('an answer of several lines has \\n between them, whatever the file has', async () => {
  const request = requestAt('function f() {\r\n  const a = 1;\r\n‸\r\n}\r\n', { mode: 'free', maxTokens: 40 });
  const answer = (await engine.complete(request))!;
  expect(answer.text).toContain('\n');
  expect(answer.text).not.toContain('\r');
});
