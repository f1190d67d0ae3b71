import type { Completion, CompletionRequest, StepChoice, WorkspaceTrace } from '../../core/completion.js';
import { allOf, type Constraint } from '../../core/decode/constraints/constraint.js';
import { openBrackets } from '../../core/decode/constraints/openBrackets.js';
import { mustBeginWith } from '../../core/decode/constraints/mustBeginWith.js';
import { corrected } from '../../core/sampling/forcedSampler.js';
import { checkStrategy } from '../../core/sampling/checkStrategy.js';
import { checkMixingWeight } from '../../core/mixture/checkMixingWeight.js';
import type { ScoredPosition } from '../../core/suggest/confidence/features.js';
import { commonLength, prefill } from '../../core/model/prefill.js';
import { spellingOf } from './forcedPrefix.js';
import { completedText, distinct, followedTexts, promptReport, snippetTexts, type TextParts } from './completedText.js';
import { decodeRequest, type DecodingReport } from './decodeRequest.js';
import { endsEarly, hopelessBelow } from './endsEarly.js';
import type { LoadedModel } from '../load/loadModel.js';
import { nearbyText, type NearbyText } from './nearbyText.js';
import { promptTokens } from './promptTokens.js';
import { stopRules } from './stopRules.js';
import { wholeBlocks } from '../structure/wholeBlocks.js';
import { WorkspaceDecoding } from '../workspace/workspaceDecoding.js';

/** What a completion is told from outside while it runs. */
export interface Control {
  /** Whether nobody wants the answer any more; asked between forwards. */
  readonly cancelled: () => boolean;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Told the new text after each token. */
  readonly onText?: (text: string) => void;
}

/** What every answer to a request has to keep to: it spells what was healed, and closes what is open. */
function constraintOf(
  { vocabulary, bracketTokens }: LoadedModel,
  { path, languageId, without = [] }: CompletionRequest,
  near: NearbyText,
  piece: Uint8Array,
): Constraint {
  const brackets = without.includes('brackets')
    ? []
    : [openBrackets(bracketTokens, { ...near, path, languageId, piece })];
  return allOf(mustBeginWith(vocabulary, piece), ...brackets);
}

/** So few tokens are read by the model in a few milliseconds. */
const quickTokens = 16;

/**
 * One completion, from text to text: tokenize, heal, fit the budget, prefill what the cache lacks, decode. Where the
 * model would have much to read and the workspace alone is sure, it is not even asked.
 *
 * @returns undefined when cancelled.
 * @throws UserError if the request's strategy, or the workspace's share, is out of range.
 */
export async function complete(
  loaded: LoadedModel,
  request: CompletionRequest,
  control: Control,
): Promise<Completion | undefined> {
  const { now, cancelled } = control;
  const startMs = now();
  const { model, vocabulary, prefillChunk, memory, gate } = loaded;
  checkStrategy(request.strategy);
  if (request.workspace) checkMixingWeight(request.workspace.share);
  const prompt = promptTokens(loaded, request);
  const workspace = request.workspace && new WorkspaceDecoding(loaded, request.workspace, prompt, request);
  const promptedMs = now();
  const near = nearbyText(prompt.prefix, prompt.suffix);
  const rules = {
    vocabulary,
    stop: stopRules(request, near, startMs, control),
    constraint: constraintOf(loaded, request, near, prompt.piece),
    skipBytes: prompt.piece.length,
  };
  const timings = (filledMs: number, reusedTokens: number, forwards: number) => ({
    tokenizeMs: promptedMs - startMs,
    prefillMs: filledMs - promptedMs,
    decodeMs: now() - filledMs,
    totalMs: now() - startMs,
    promptTokens: prompt.tokens.length,
    reusedTokens,
    forwards,
  });

  const traceOf = (ids: readonly number[]): WorkspaceTrace | undefined => workspace?.trace(ids);
  const placeOf = (source: ScoredPosition['source']): ScoredPosition => ({
    ...near,
    path: request.path,
    languageId: request.languageId,
    source,
  });
  const partsOf = (source: ScoredPosition['source'], traceOf: TextParts['traceOf']): TextParts => ({
    vocabulary,
    traceOf,
    scorer: gate.begin(placeOf(source)),
    isTraced: request.top !== undefined,
  });

  const known = commonLength(model.tokens, prompt.tokens);
  if (request.workspace?.sure && prompt.tokens.length - known > quickTokens) {
    const sure = workspace?.sure({ ...rules, constraint: rules.constraint.fork() });
    if (sure) {
      return {
        ...completedText(
          { ...sure, score: sure.probability },
          partsOf('workspace', ({ length }) => ({ share: 1, ...sure.support[length - 1]! })),
        ),
        source: 'workspace',
        thresholds: gate.thresholds,
        others: [],
        ...snippetTexts(prompt, vocabulary),
        drafts: {},
        ...(request.explain ? { prompt: promptReport(prompt, loaded), followed: [] } : {}),
        timings: timings(promptedMs, known, 0),
      };
    }
  }

  const filled = await prefill(model, prompt.tokens, prefillChunk, cancelled);
  if (!filled) return undefined;
  const filledMs = now();
  const forwardsBefore = model.forwards;
  const report: DecodingReport = { counts: new Map(), followed: [] };
  const early = endsEarly(request) && { isHopeless: hopelessBelow(gate, request.eagerness, placeOf('model'), traceOf) };
  const drawing = { ...rules, ...early };
  const drawn = await decodeRequest(loaded, filled.logits, request, drawing, control, report, workspace);
  const decoded = await wholeBlocks(drawn, request, near, loaded.grammars);
  const best = decoded[0];
  if (!best || decoded.some(({ stop }) => stop.reason === 'cancelled') || cancelled()) return undefined;
  memory.remember(
    prompt.tokens,
    best.tokens.map(({ id }) => id),
  );

  const texts = decoded.map((text) => completedText(text, partsOf('model', traceOf)));
  const [first, ...others] = distinct(texts);
  return {
    ...first!,
    source: 'model',
    thresholds: gate.thresholds,
    others,
    ...snippetTexts(prompt, vocabulary),
    drafts: Object.fromEntries(report.counts),
    ...(request.explain ? { prompt: promptReport(prompt, loaded), followed: followedTexts(report, vocabulary) } : {}),
    timings: timings(filledMs, filled.reused, model.forwards - forwardsBefore),
  };
}

/**
 * Reads a request's prompt, so that the next one near it finds it in the cache.
 *
 * @param isIdle whether nobody waits: then snippets are looked for anew.
 */
export async function readAhead(
  loaded: LoadedModel,
  request: CompletionRequest,
  cancelled: () => boolean,
  isIdle = false,
): Promise<void> {
  const { model, prefillChunk } = loaded;
  const { tokens } = promptTokens(loaded, request, isIdle);
  // What the model has said after it may be taken, and is then not to be read once more.
  if (commonLength(model.tokens, tokens) < tokens.length) await prefill(model, tokens, prefillChunk, cancelled);
}

/**
 * What there is to choose from after a request's prompt and the tokens that it begins with.
 *
 * @returns undefined when cancelled.
 * @throws UserError if the workspace's share is out of range.
 */
export async function nextStep(
  loaded: LoadedModel,
  request: CompletionRequest,
  cancelled: () => boolean,
): Promise<StepChoice | undefined> {
  if (request.workspace) checkMixingWeight(request.workspace.share);
  const prompt = promptTokens(loaded, request);
  const constraint = constraintOf(loaded, request, nearbyText(prompt.prefix, prompt.suffix), prompt.piece);
  const read = await prefill(loaded.model, prompt.tokens, loaded.prefillChunk, cancelled);
  if (!read) return undefined;
  const workspace = request.workspace && new WorkspaceDecoding(loaded, request.workspace, prompt, request);
  const mixed = (logits: Float32Array): Float32Array => (workspace?.model.mix(logits, 1) ?? logits).slice();
  const rules = { vocabulary: loaded.vocabulary, stop: [], constraint, skipBytes: prompt.piece.length };
  const spelling = await spellingOf(workspace?.model ?? loaded.model, mixed(read.logits), request, rules, cancelled);

  const begin = request.begin ?? [];
  const tokens = [...prompt.tokens, ...begin];
  const filled = await prefill(loaded.model, tokens, loaded.prefillChunk, cancelled);
  if (!filled) return undefined;
  const logits = corrected(mixed(filled.logits), spelling?.correctionsAfter(begin));
  for (const id of begin) constraint.accept(id);
  const allowed = constraint.allowed();
  return { logits, tokens, ...(allowed ? { allowed } : {}) };
}
