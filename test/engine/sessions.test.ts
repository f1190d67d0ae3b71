import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs, timeoutMs } from '../support/fuzz.js';
import { acts } from '../support/sessions/acts.js';
import { Session } from '../support/sessions/session.js';
import { engineOfTest } from './support/engines.js';

const code = 'const total = sum(items.map((item) => item.price));\nif (total > 10) {\n  return { total };\n}\n';
const texts = [
  'export function sum(values: number[]): number {\n  let total = 0;\n  \n  return total;\n}\n',
  'class Queue {\n  add(item) {\n    this.items.push(item);\n  }\n\n}\n\nconst queue = new Queue();\n',
];

test('accepts the text that was shown in random sessions with the real model', { timeout: 3 * timeoutMs }, async () => {
  const { engine } = engineOfTest();
  let offers = 0;
  await fc.assert(
    fc.asyncProperty(acts, fc.constantFrom('\n', '\r\n'), async (session, eol) => {
      const user = new Session((request, signal) => engine.complete(request, { signal }), texts, eol, code);
      await user.run(session);
      offers += user.offers;
    }),
    { ...runs(12), endOnFailure: true },
  );
  expect(offers).toBeGreaterThan(0);
});
