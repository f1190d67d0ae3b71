import type { AnswerRules, Token } from '../../../src/core/decode/answer.js';
import { decode } from '../../../src/core/decode/decode.js';
import type { Drafter } from '../../../src/core/decode/drafters/drafter.js';
import { prefill } from '../../../src/core/model/prefill.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { compileSampler } from '../../../src/core/sampling/compileSampler.js';
import { speculate, type SpeculationOutcome, type Speculation } from '../../../src/core/decode/speculate.js';
import type { Stop } from '../../../src/core/decode/stops/stop.js';
import type { Strategy } from '../../../src/core/sampling/strategy.js';
import { decoded } from './decoded.js';
import type { FunctionModel } from './models.js';

/** Speculation that asks one drafter at each step, whatever became of its drafts, and keeps what it is told. */
export function asking(
  drafter: Drafter,
  length: number,
): Speculation & { readonly outcomes: readonly SpeculationOutcome[] } {
  const outcomes: SpeculationOutcome[] = [];
  return {
    outcomes,
    async propose(tokens, room) {
      const draft = await drafter.draft(tokens, Math.min(length, room));
      return draft && { ...draft, drafter: drafter.name };
    },
    learn: (outcome) => outcomes.push(outcome),
  };
}

/** Drafters that know the answer, and use it or abuse it. */
export function hostileDrafters(
  answer: readonly number[],
  promptLength: number,
  vocabSize: number,
  seed: number,
): Readonly<Record<string, Drafter>> {
  const rng = seededRng(seed);
  const random = (): number => Math.floor(rng() * vocabSize);
  const right = (tokens: readonly number[], limit: number): number[] => {
    const from = tokens.length - promptLength;
    return answer.slice(from, from + limit);
  };
  const wrong = (id: number): number => (id + 1 + Math.floor(rng() * (vocabSize - 1))) % vocabSize;
  const drafters: Record<string, Drafter['draft']> = {
    'random ids': (_, limit) => ({ tokens: Array.from({ length: limit }, random) }),
    'always right': (tokens, limit) => ({ tokens: right(tokens, limit) }),
    'always wrong': (tokens, limit) => ({ tokens: right(tokens, limit).map(wrong) }),
    'right and wrong by turns': (tokens, limit) => ({
      tokens: right(tokens, limit).map((id, i) => (i % 2 === 0 ? id : wrong(id))),
    }),
    'more than it is asked for': (tokens) => ({
      tokens: [...right(tokens, 99), ...Array.from({ length: 99 }, random)],
    }),
    'control tokens': (_, limit) => ({ tokens: Array.from({ length: limit }, () => vocabSize - 1) }),
    'empty drafts': () => ({ tokens: [] }),
    'no idea': () => undefined,
  };
  return Object.fromEntries(Object.entries(drafters).map(([name, draft]) => [name, { name, draft }]));
}

/** Names of the hostile drafters. */
export const hostileNames = Object.keys(hostileDrafters([], 0, 1, 0));

/** Everything that a decoding depends on; what has a state is made afresh for each. */
export interface Setup {
  readonly model: () => FunctionModel;
  readonly prompt: readonly number[];
  readonly strategy: Exclude<Strategy, { kind: 'beam' }>;
  readonly rules: () => AnswerRules;
  /** Number of alternatives to report. */
  readonly top?: number;
}

/** A clock that advances by five milliseconds at each reading. */
function ticking(): () => number {
  let ms = 0;
  return () => (ms += 5);
}

/** A model that has read the prompt, and the decoding that begins after it, with speculation or without. */
export async function started(
  { model: fresh, prompt, strategy, rules, top = 0 }: Setup,
  speculation?: Speculation,
  now: () => number = ticking(),
): Promise<{ readonly model: FunctionModel; readonly decoding: AsyncGenerator<Token, Stop> }> {
  const model = fresh();
  const { logits } = (await prefill(model, prompt, 8, () => false))!;
  const options = { ...rules(), sampler: compileSampler(strategy, model.vocabSize), top };
  return {
    model,
    decoding: speculation ? speculate(model, logits, { ...options, speculation, now }) : decode(model, logits, options),
  };
}

/** Tokens without the names of their drafters, how it ended, and what the cache holds then. */
export interface Result {
  readonly tokens: readonly Token[];
  readonly stop: Stop;
  readonly cache: readonly number[];
}

function withoutDrafter(token: Token): Token {
  const { id, logprob, text, inspection } = token;
  return { id, logprob, text, ...(inspection ? { inspection } : {}) };
}

/** Decodes to the end. */
export async function resultOf(setup: Setup, speculation?: Speculation): Promise<Result> {
  const { model, decoding } = await started(setup, speculation);
  const { tokens, stop } = await decoded(decoding);
  return { tokens: tokens.map(withoutDrafter), stop, cache: [...model.tokens] };
}
