import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { Strategy } from '../../../src/core/sampling/strategy.js';

export const greedy: Strategy = { kind: 'greedy' };

export const sampled = (seed: number): Strategy => ({
  kind: 'sample',
  filters: [
    { kind: 'temperature', value: 0.8 },
    { kind: 'topK', k: 40 },
    { kind: 'topP', p: 0.95 },
  ],
  seed,
});

/** A request for the document `text`, in which ‸ marks the cursor. */
export function requestAt(text: string, changes: Partial<CompletionRequest> = {}): CompletionRequest {
  const [prefix, suffix] = text.split('‸');
  if (prefix === undefined || suffix === undefined) throw new Error('The text needs one ‸.');
  return { prefix, suffix, mode: 'line', strategy: greedy, maxTokens: 24, ...changes };
}

type Complete = (request: CompletionRequest) => Promise<Completion | undefined>;

/** A request whose answer takes at least 200 tokens, whatever model and machine: seeds are tried until one does. */
export async function longRequest(complete: Complete): Promise<CompletionRequest> {
  const text = 'export class Queue<T> {\n  private readonly items: T[] = [];\n\n  ‸\n}\n';
  for (let seed = 4; seed < 100; seed++) {
    const request = requestAt(text, { mode: 'free', maxTokens: 300, strategy: sampled(seed) });
    const answer = await complete(request);
    if (answer!.tokens.length >= 200) return request;
  }
  throw new Error('No seed gives a long answer.');
}
