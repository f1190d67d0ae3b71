import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs, timeoutMs } from '../../../../support/fuzz.js';
import { bothEvents, BothSession } from '../../../../support/sessions/bothSession.js';

test('Suggester never replaces displayed text, whichever engine answers when', { timeout: timeoutMs }, async () => {
  let [extended, filled] = [0, 0];
  await fc.assert(
    fc.asyncProperty(bothEvents, fc.integer(), async (events, seed) => {
      const session = new BothSession(seed);
      await session.run(events);
      extended += session.counts.extended;
      filled += session.counts.filled;
    }),
    runs(500),
  );
  // Sessions in which nothing appears later would pass, too.
  expect([extended, filled].map((count) => count > runs(500).numRuns / 25)).toEqual([true, true]);
});
