import type { CompletionRequest, DrafterKind } from '../../core/request.js';
import type { DraftCounts } from '../../core/result.js';
import type { AnswerRules, DecodedText, Token } from '../../core/decode/answer.js';
import { beamSearch } from '../../core/decode/beamSearch.js';
import { collect, decode } from '../../core/decode/decode.js';
import type { Drafter } from '../../core/decode/drafters/drafter.js';
import { previousSuggestionDrafter, promptLookup } from '../../core/decode/drafters/lookup.js';
import { smallerModel } from '../../core/decode/drafters/smallerModel.js';
import { drawSamples } from '../../core/decode/samples.js';
import { speculate, type Speculation } from '../../core/decode/speculate.js';
import type { LanguageModel } from '../../core/model/languageModel.js';
import { forcing, type ForcedToken } from '../../core/sampling/forcedSampler.js';
import { compileSampler } from '../../core/sampling/compileSampler.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { WorkspaceDecoding } from '../workspace/workspaceDecoding.js';
import { beginningOf, spellingOf } from './forcedPrefix.js';

/** The caller's side of a running completion. */
export interface Control {
  /** Whether the answer is no longer wanted; called between forwards. */
  readonly cancelled: () => boolean;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Told the new text after each token. */
  readonly onText?: (text: string) => void;
}

/** The texts of one decoding, and how they came about. */
export interface DecodedTexts {
  /** Best first; more than one only by beam search and for several samples. None if cancelled early. */
  readonly texts: readonly DecodedText[];
  /** By drafter; empty without speculation. */
  readonly drafts: Readonly<Record<string, DraftCounts>>;
  /** All prefixes that beam search followed. */
  readonly followed: readonly (readonly Token[])[];
}

/** The parts of a decoding that do not change while it runs. */
export interface RequestDecoding {
  readonly loaded: LoadedModel;
  /** Its strategy is checked. */
  readonly request: CompletionRequest;
  readonly control: Control;
  readonly rules: AnswerRules;
  /** Mixes the model with the workspace; undefined for the model alone. */
  readonly workspace: WorkspaceDecoding | undefined;
}

type SinglePath = Exclude<Strategy, { kind: 'beam' }>;

function draftersOf(strategy: SinglePath, decoding: RequestDecoding): Drafter[] {
  const { loaded, request, control, workspace } = decoding;
  const { draftModel, memory, prefillChunk } = loaded;
  const reading = { chunk: prefillChunk, cancelled: control.cancelled };
  const drafterOf = (kind: DrafterKind): Drafter | undefined => {
    switch (kind) {
      case 'previousSuggestion':
        return memory.previous.length > 0 ? previousSuggestionDrafter(memory.previous) : undefined;
      case 'workspace':
        return workspace?.drafter();
      case 'lookup':
        return promptLookup;
      case 'model':
        return draftModel && smallerModel(draftModel, strategy, reading);
    }
  };
  return (request.drafters ?? []).flatMap((kind) => drafterOf(kind) ?? []);
}

/** Passes everything on and counts the drafted and accepted tokens. */
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

/** A model, mixed or not, with the row after the prompt and the tokens that the answer begins with. */
interface Start {
  readonly model: LanguageModel;
  readonly logits: Float32Array;
  readonly forcedTokens: readonly ForcedToken[];
}

async function decodeSinglePath(
  strategy: SinglePath,
  { model, logits, forcedTokens }: Start,
  decoding: RequestDecoding,
): Promise<DecodedTexts> {
  const { loaded, rules, control } = decoding;
  const sampler = forcing(compileSampler(strategy, model.vocabSize), forcedTokens, model.vocabSize);
  const sampled = { ...rules, ...topOf(decoding), sampler };
  const drafters = draftersOf(strategy, decoding);
  const counts = new Map<string, DraftCounts>();
  const running =
    drafters.length === 0
      ? decode(model, logits, sampled)
      : speculate(model, logits, {
          ...sampled,
          speculation: counting(loaded.memory.speculation.with(drafters), counts),
          now: control.now,
        });
  const text = await collect(running, control.onText);
  return { texts: [text], drafts: Object.fromEntries(counts), followed: [] };
}

const topOf = ({ request: { top } }: RequestDecoding): { readonly top?: number } => (top === undefined ? {} : { top });

/**
 * Decodes by the request's strategy.
 *
 * @param modelLogits the row after the prompt's last token.
 */
export async function decodeRequest(decoding: RequestDecoding, modelLogits: Float32Array): Promise<DecodedTexts> {
  const { loaded, request, rules, control, workspace } = decoding;
  const { strategy } = request;
  const { cancelled } = control;
  const model: LanguageModel = workspace?.model ?? loaded.model;
  // The tokenization search takes forwards, and each may overwrite them.
  const logits = (workspace ? workspace.model.mix(modelLogits, 1) : modelLogits).slice();
  const forcedTokens = beginningOf(
    request.requiredTokens,
    await spellingOf(model, logits, { strategy, rules, cancelled }),
  );
  if (strategy.kind === 'beam') {
    const followed: (readonly Token[])[] = [];
    const onFollowed = (beginnings: readonly (readonly Token[])[]): unknown => followed.push(...beginnings);
    const search = { ...rules, ...topOf(decoding), strategy, forcedTokens, isCancelled: cancelled, onFollowed };
    return { texts: await beamSearch(model, logits, search), drafts: {}, followed };
  }
  if (strategy.kind === 'sample' && (strategy.samples ?? 1) > 1) {
    const seeds = Array.from({ length: strategy.samples! }, (_, i) => strategy.seed + i);
    const samplers = seeds.map((seed) => compileSampler({ ...strategy, seed }, model.vocabSize));
    const texts = await drawSamples(model, logits, { ...rules, ...topOf(decoding) }, samplers);
    return { texts, drafts: {}, followed: [] };
  }
  return decodeSinglePath(strategy, { model, logits, forcedTokens }, decoding);
}
