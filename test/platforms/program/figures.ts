import type { CompletionRequest } from '../../../src/core/request.js';
import type { Engine } from '../../../src/engine/engine.js';

/** Processor time, which other programs on the machine hardly change. */
export interface Figures {
  readonly coldPrompt: { readonly tokens: number; readonly ms: number };
  readonly step: { readonly ms: number };
}

const line = (index: number): string => `export const value${index} = compute(${index * 7}, "item ${index}");\n`;
const prompt = Array.from({ length: 34 }, (_, index) => line(index)).join('');
const one: CompletionRequest = {
  prefix: prompt,
  suffix: '',
  mode: 'free',
  strategy: { kind: 'greedy' },
  maxTokens: 1,
  drafters: [],
};

/** Processor time of a request in milliseconds, with all threads of the process. */
async function timed(
  engine: Engine,
  request: CompletionRequest,
): Promise<{ ms: number; tokens: number; forwards: number }> {
  const start = process.cpuUsage();
  const answer = await engine.complete(request);
  const { user, system } = process.cpuUsage(start);
  const { promptTokens = 0, reusedTokens = 0, forwards = 0 } = answer?.timings ?? {};
  return { ms: (user + system) / 1000, tokens: promptTokens - reusedTokens, forwards };
}

/** A long prompt of which nothing is in the cache. */
export async function cold(engine: Engine): Promise<Figures['coldPrompt']> {
  await timed(engine, { ...one, prefix: 'const a = ' });
  const { ms, tokens } = await timed(engine, one);
  return { tokens, ms };
}

/** One token after the other, without drafts. */
export async function decodeSteps(engine: Engine): Promise<Figures['step']> {
  const request: CompletionRequest = { ...one, prefix: 'function add(a, b) {\n', maxTokens: 25 };
  const few = await timed(engine, { ...request, maxTokens: 1 });
  const many = await timed(engine, request);
  const forwards = many.forwards - few.forwards;
  return { ms: forwards > 0 ? many.ms / forwards : NaN };
}
