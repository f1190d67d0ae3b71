import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs, timeoutMs } from '../../../../support/fuzz.js';
import { acts } from '../../../../support/sessions/acts.js';
import { scriptedModel } from '../../../../support/sessions/scriptedModel.js';
import { Session } from '../../../../support/sessions/session.js';

const code = 'const total = sum(items.map((item) => item["price"]));\nif (total > 10) {\n  return { total };\n}\n';
const texts = [
  'export function sum(a: number[]): number {\n  \n}\n',
  'class Queue {\n  add(item) {\n    this.items.push(item);\n  }\n\n}\n\nconst queue = new Queue();\n',
  '',
];

test('Suggester inserts what it showed, in random sessions', { timeout: timeoutMs }, async () => {
  let offers = 0;
  await fc.assert(
    fc.asyncProperty(acts, fc.integer(), fc.constantFrom('\n', '\r\n'), async (session, seed, eol) => {
      const user = new Session(scriptedModel(seed), texts, eol, code);
      await user.run(session);
      offers += user.offers;
    }),
    runs(2000),
  );
  // Sessions in which nothing is offered would pass, too.
  expect(offers).toBeGreaterThan(runs(2000).numRuns);
});
