import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionRequest } from '../../../src/core/request.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { repository } from '../../engine/support/build.js';

const files = [
  'sample-workspace/src/queue.ts',
  'sample-workspace/src/scheduler.ts',
  'sample-workspace/src/stats.ts',
  'sample-workspace/tools/report.py',
  'decoding/inventory.ts',
  'decoding/ledger.py',
];

/** Requests at random characters of lines of the fixtures, in turns of files. */
export function fixtureRequests(count: number, changes: Partial<CompletionRequest> = {}): CompletionRequest[] {
  const rng = seededRng(1);
  const texts = files.map((path) => ({ path, text: readFileSync(join(repository, 'test/fixtures', path), 'utf8') }));
  const requests: CompletionRequest[] = [];
  while (requests.length < count) {
    const { path, text } = texts[requests.length % texts.length]!;
    const cursor = Math.floor(rng() * text.length);
    const lineEnd = text.indexOf('\n', cursor);
    // In indentation and at the end of a line there is nothing to continue.
    if (lineEnd < 0 || lineEnd === cursor || /(?:^|\n)\s*$/.test(text.slice(0, cursor))) continue;
    requests.push({
      path,
      prefix: text.slice(0, cursor),
      suffix: text.slice(lineEnd),
      mode: 'line',
      strategy: { kind: 'greedy' },
      maxTokens: 24,
      ...changes,
    });
  }
  return requests;
}
