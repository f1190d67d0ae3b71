import { prefill } from '../../src/core/model/prefill.js';
import { contextOf } from '../../src/core/mixture/mixedModel.js';
import { rowFacts } from '../../src/core/mixture/rowFacts.js';
import { MatchBuffer, type Matches } from '../../src/core/workspace/matchBuffer.js';
import { WorkspaceIndex } from '../../src/core/workspace/workspaceIndex.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { promptTokens, type PromptTokens } from '../../src/engine/worker/promptTokens.js';
import { openDocument } from '../../src/engine/workspace/workspaceDecoding.js';
import type { CompletionRequest } from '../../src/core/request.js';
import type { FitHole } from './holes.js';
import type { RepositoryFile } from './repository.js';

/** A hole with its prompt, as the decoding loops get it. */
export interface FitPosition {
  readonly hole: FitHole;
  readonly request: CompletionRequest;
  readonly prompt: PromptTokens;
  /** The tokens of the original text, from the healed piece on. */
  readonly target: readonly number[];
  readonly find: (context: readonly number[], matches: MatchBuffer) => void;
}

/** Indexes all files of a repository. */
export function indexOf(files: readonly RepositoryFile[], { encodeFile, model }: LoadedModel): WorkspaceIndex {
  const index = new WorkspaceIndex(model.vocabSize);
  for (const { path, text } of files) index.set(path, encodeFile(text));
  const work = index.work();
  while (!work.next().done);
  return index;
}

const maxMatches = 512;

/**
 * Builds the prompt of a hole.
 *
 * @returns undefined where healing leaves tokens that the tokenized whole text does not have.
 */
export function positionOf(loaded: LoadedModel, index: WorkspaceIndex, hole: FitHole): FitPosition | undefined {
  const { path, prefix, suffix, target } = hole;
  const request: CompletionRequest = {
    path,
    // The editor's window.
    prefix: prefix.slice(-12_000),
    suffix: suffix.slice(0, 4_000),
    mode: 'line',
    strategy: { kind: 'greedy' },
    maxTokens: 48,
  };
  const prompt = promptTokens(loaded, request);
  const { before } = prompt;
  const whole = loaded.encode(`${request.prefix}${target}\n`);
  if (before.some((id, i) => whole[i] !== id)) return undefined;
  const document = openDocument(loaded, prompt);
  return {
    hole,
    request,
    prompt,
    target: whole.slice(before.length),
    find: (context, matches) => {
      document.find(context, matches);
      index.find(context, { path }, matches);
    },
  };
}

/** Reads the target after its prompt, and records the predictions of model and workspace for each token. */
export async function stepsAt({ model, prefillChunk }: LoadedModel, position: FitPosition): Promise<FitStep[]> {
  const { prompt, target, find } = position;
  const { vocabSize } = model;
  const matches = new MatchBuffer(maxMatches);
  const answerPlace = { before: prompt.before, promptLength: 0 };
  const filled = await prefill(model, prompt.tokens, prefillChunk, () => false);
  const first = filled!.logits.slice();
  const read = target.slice(0, Math.min(target.length, model.contextLength - prompt.tokens.length));
  const rest = read.length > 1 ? await model.forward(read.slice(0, -1), read.length - 1) : new Float32Array(0);
  model.truncate(prompt.tokens.length);
  return read.map((id, i) => {
    const row = i === 0 ? first : rest.subarray((i - 1) * vocabSize, i * vocabSize);
    const { logSum, best, entropy } = rowFacts(row);
    const modelOf = (token: number): number => Math.exp(row[token]! - logSum);
    matches.count = 0;
    find(contextOf(answerPlace, read, i), matches);
    return {
      modelTarget: modelOf(id),
      entropy,
      best,
      bestProbability: modelOf(best),
      target: id,
      matches: compact(matches),
      modelOfEvidence: Float32Array.from(matches.tokens.subarray(0, matches.count), modelOf),
    };
  });
}

/** One token of a target, with everything that its mixture depends on besides the parameters. */
export interface FitStep {
  /** p_model of the right token. */
  readonly modelTarget: number;
  readonly entropy: number;
  readonly best: number;
  readonly bestProbability: number;
  readonly target: number;
  readonly matches: Matches;
  /** p_model of the token of each match. */
  readonly modelOfEvidence: Float32Array;
}

/** Copies matches into arrays of their exact size. */
export function compact(matches: MatchBuffer): Matches {
  const { count } = matches;
  return {
    count,
    tokens: matches.tokens.slice(0, count),
    lengths: matches.lengths.slice(0, count),
    kinds: matches.kinds.slice(0, count),
  };
}
