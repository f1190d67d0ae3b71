import type { CompletionRequest, DrafterKind, DraftCounts } from '../../core/completion.js';
import type { Token } from '../../core/decode/answer.js';
import { beamSearch } from '../../core/decode/beamSearch.js';
import { decode, type Decoding } from '../../core/decode/decode.js';
import type { Drafter } from '../../core/decode/drafters/drafter.js';
import { promptLookup, previousSuggestionDrafter } from '../../core/decode/drafters/lookup.js';
import { smallerModel } from '../../core/decode/drafters/smallerModel.js';
import { forcing } from '../../core/sampling/forcedSampler.js';
import { compileSampler } from '../../core/sampling/sampler.js';
import { drawSamples } from '../../core/decode/samples.js';
import { speculate, type Speculation } from '../../core/decode/speculate.js';
import type { Stop } from '../../core/decode/stops/stop.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import { beginningOf, spellingOf } from './forcedPrefix.js';
import type { Control } from './complete.js';
import type { LanguageModel } from '../../core/model/languageModel.js';
import type { WorkspaceDecoding } from '../workspace/workspaceDecoding.js';
import type { LoadedModel } from '../load/loadModel.js';

/** What is told of a decoding besides its texts, filled in as it goes on. */
export interface DecodingReport {
  /** What became of drafts. */
  readonly counts: Map<string, DraftCounts>;
  /** All beginnings that beam search followed. */
  readonly followed: (readonly Token[])[];
}

/** A decoded text as the loops give it. */
export interface Decoded {
  readonly tokens: readonly Token[];
  readonly stop: Stop;
  readonly score: number;
}

type OneByOne = Exclude<Strategy, { kind: 'beam' }>;

function draftersOf(
  kinds: readonly DrafterKind[],
  strategy: OneByOne,
  { draftModel, memory, prefillChunk }: LoadedModel,
  cancelled: () => boolean,
  workspace: WorkspaceDecoding | undefined,
): Drafter[] {
  const reading = { chunk: prefillChunk, cancelled };
  return kinds.flatMap((kind): Drafter[] => {
    switch (kind) {
      case 'remains':
        return memory.previous.length > 0 ? [previousSuggestionDrafter(memory.previous)] : [];
      case 'workspace':
        return workspace ? [workspace.drafter()] : [];
      case 'lookup':
        return [promptLookup];
      case 'model':
        return draftModel ? [smallerModel(draftModel, strategy, reading)] : [];
    }
  });
}

/** Passes everything on and counts what became of the drafts. */
function counting(speculation: Speculation, counts: Map<string, DraftCounts>): Speculation {
  return {
    ...speculation,
    learn: (outcome) => {
      speculation.learn(outcome);
      if (outcome.drafter === undefined) return;
      const { drafted, accepted } = counts.get(outcome.drafter) ?? { drafted: 0, accepted: 0 };
      counts.set(outcome.drafter, { drafted: drafted + outcome.drafted, accepted: accepted + outcome.accepted });
    },
  };
}

const meanLogprob = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, tokens.length);

async function decodeOne(
  running: AsyncGenerator<Token, Stop>,
  onText: ((text: string) => void) | undefined,
): Promise<Decoded> {
  const tokens: Token[] = [];
  let step = await running.next();
  for (; !step.done; step = await running.next()) {
    tokens.push(step.value);
    if (step.value.text !== '') onText?.(step.value.text);
  }
  return { tokens, stop: step.value, score: meanLogprob(tokens) };
}

/**
 * Decodes as the request's checked strategy says.
 *
 * @param modelLogits the row after the prompt's last token.
 * @param report told what happened on the way.
 * @param workspace what mixes the model with the workspace; absent for the model alone.
 * @returns the texts, best first; more than one only by beam search and for several samples. None if cancelled early.
 */
export async function decodeRequest(
  loaded: LoadedModel,
  modelLogits: Float32Array,
  request: CompletionRequest,
  rules: Omit<Decoding, 'sampler'>,
  { cancelled, now, onText }: Control,
  { counts, followed }: DecodingReport,
  workspace?: WorkspaceDecoding,
): Promise<readonly Decoded[]> {
  const { memory } = loaded;
  const { strategy, drafters = [], top } = request;
  const model: LanguageModel = workspace?.model ?? loaded.model;
  // To look for a beginning takes forwards, and each may overwrite them.
  const logits = (workspace ? workspace.model.mix(modelLogits, 1) : modelLogits).slice();
  const asked = top === undefined ? {} : { top };
  const begin = beginningOf(request.begin, await spellingOf(model, logits, request, rules, cancelled));
  if (strategy.kind === 'beam') {
    const onFollowed = (beginnings: readonly (readonly Token[])[]): unknown => followed.push(...beginnings);
    return beamSearch(model, logits, { ...rules, ...asked, strategy, begin, isOver: cancelled, onFollowed });
  }
  if (strategy.kind === 'sample' && (strategy.samples ?? 1) > 1) {
    const seeds = Array.from({ length: strategy.samples! }, (_, i) => strategy.seed + i);
    const samplers = seeds.map((seed) => compileSampler({ ...strategy, seed }, model.vocabSize));
    return drawSamples(model, logits, { ...rules, ...asked }, samplers);
  }
  const decoding = {
    ...rules,
    ...asked,
    sampler: forcing(compileSampler(strategy, model.vocabSize), begin, model.vocabSize),
  };
  const used = draftersOf(drafters, strategy, loaded, cancelled, workspace);
  if (used.length === 0) return [await decodeOne(decode(model, logits, decoding), onText)];
  const speculation = counting(memory.speculation.with(used), counts);
  return [await decodeOne(speculate(model, logits, decoding, speculation, now), onText)];
}
