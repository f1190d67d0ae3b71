import type { Token } from '../../src/core/decode/answer.js';
import { decode } from '../../src/core/decode/decode.js';
import { prefill } from '../../src/core/model/prefill.js';
import { compileSampler } from '../../src/core/sampling/compileSampler.js';
import { atLimit } from '../../src/core/decode/stops/stop.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { llamaCpp, transformersJs, withLineup } from '../engines/lineup.js';
import { coldTasks } from './coldTasks.js';
import { lineRequest } from './prompts.js';
import type { Setting } from './setting.js';

const prompts = 50;
const tokensEach = 24;
const promptLength = 192;
/** The most probable tokens that are compared: one that is not among them was not chosen because of rounding. */
const inspected = 64;

/** The agreement of another engine's tokens with Inkling's, with the same weights. */
export interface Agreement {
  readonly engine: string;
  readonly prompts: number;
  readonly tokensEach: number;
  /** Number of prompts after which all tokens were the same. */
  readonly identical: number;
  /** Number of prompts after which at least the first token was the same. */
  readonly sameFirst: number;
  /**
   * Where two texts diverge: the difference of log-probabilities between Inkling's token and the other one by Inkling, in
   * nats, for each prompt whose texts differ, ascending. Near 0 rounding decided.
   */
  readonly margins: readonly number[];
}

/** The greedy tokens after a prompt, each with its most probable alternatives. */
async function greedy({ model, vocabulary, prefillChunk }: LoadedModel, prompt: readonly number[]): Promise<Token[]> {
  const { logits } = (await prefill(model, prompt, prefillChunk, () => false))!;
  const sampler = compileSampler({ kind: 'greedy' }, model.vocabSize);
  const tokens: Token[] = [];
  const rules = { vocabulary, sampler, stop: [atLimit(tokensEach)], top: inspected };
  for await (const token of decode(model, logits, rules)) tokens.push(token);
  return tokens;
}

function compare(engine: string, pairs: readonly { own: Token[]; other: readonly number[] }[]): Agreement {
  const margins: number[] = [];
  let sameFirst = 0;
  for (const { own, other } of pairs) {
    const at = own.findIndex(({ id }, i) => id !== other[i]);
    if (at !== 0) sameFirst++;
    if (at < 0) continue;
    const { alternatives } = own[at]!.inspection!;
    const rival = alternatives.find(({ id }) => id === other[at]);
    margins.push(alternatives[0]!.logprob - (rival?.logprob ?? -Infinity));
  }
  margins.sort((a, b) => a - b);
  return { engine, prompts, tokensEach, identical: prompts - margins.length, sameFirst, margins };
}

/** Continues 50 prompts greedily with the other engines, and compares their tokens with Inkling's. */
export async function agreement({ loaded, files, contextLength, say }: Setting): Promise<Agreement[]> {
  say(`${prompts} prompts, token by token`);
  const tasks = await coldTasks(loaded, promptLength, prompts, lineRequest);
  const own: Token[][] = [];
  for (const { prompt } of tasks) own.push(await greedy(loaded, prompt));
  return withLineup([llamaCpp, transformersJs], files, { threads: 1, contextLength }, async (engines) => {
    const agreements: Agreement[] = [];
    for (const engine of engines) {
      const pairs: { own: Token[]; other: readonly number[] }[] = [];
      for (const [i, { prompt }] of tasks.entries()) {
        const { ids } = await engine.run({ prompt, count: tokensEach, isCold: true });
        pairs.push({ own: own[i]!, other: ids! });
      }
      agreements.push(compare(engine.name, pairs));
    }
    return agreements;
  });
}
