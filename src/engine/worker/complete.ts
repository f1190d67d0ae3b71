import type { CompletedText, Completion, Timings } from '../../core/result.js';
import { endsEarly, type CompletionRequest } from '../../core/request.js';
import type { AnswerRules, DecodedText } from '../../core/decode/answer.js';
import type { Constraint } from '../../core/decode/constraints/constraint.js';
import { distinct } from '../../core/decode/scoredText.js';
import { checkMixingWeight } from '../../core/mixture/checkMixture.js';
import { commonLength, prefill } from '../../core/model/prefill.js';
import { checkStrategy } from '../../core/sampling/checkStrategy.js';
import type { ScoredPosition } from '../../core/suggest/confidence/features.js';
import type { LoadedModel } from '../load/loadModel.js';
import { withCompleteEnds } from '../structure/completeTexts.js';
import { wholeBlocks } from '../structure/wholeBlocks.js';
import { WorkspaceDecoding } from '../workspace/workspaceDecoding.js';
import { answerRules } from './answerRules.js';
import { completedText, followedTexts, promptReport, snippetTexts, type TraceOf } from './completedText.js';
import { decodeRequest, type Control, type DecodedTexts } from './decodeRequest.js';
import { belowThreshold } from './belowThreshold.js';
import { promptTokens, type PromptTokens } from './promptTokens.js';

/** The model reads this many tokens in a few milliseconds. */
const quickTokens = 16;

/** One completion under way: the steps of `complete` and the values that they share. */
class CompletionRun {
  private readonly startMs: number;
  private readonly promptedMs: number;
  private readonly prompt: PromptTokens;
  private readonly workspace: WorkspaceDecoding | undefined;
  private readonly rules: AnswerRules & { readonly constraint: Constraint };

  constructor(
    private readonly loaded: LoadedModel,
    private readonly request: CompletionRequest,
    private readonly control: Control,
  ) {
    this.startMs = control.now();
    checkStrategy(request.strategy);
    if (request.workspace) checkMixingWeight(request.workspace.weight);
    this.prompt = promptTokens(loaded, request);
    this.workspace = request.workspace && new WorkspaceDecoding(loaded, request.workspace, this.prompt, request);
    this.promptedMs = control.now();
    this.rules = answerRules(loaded, request, this.prompt, control.cancelled);
  }

  /** @returns undefined when cancelled. */
  async run(): Promise<Completion | undefined> {
    const reusedTokens = commonLength(this.loaded.model.tokens, this.prompt.tokens);
    const isQuick = this.prompt.tokens.length - reusedTokens <= quickTokens;
    const byWorkspace = this.request.workspace?.sure && !isQuick ? this.workspaceOnly(reusedTokens) : undefined;
    return byWorkspace ?? this.byModel();
  }

  /** @returns undefined where the workspace is not sure enough. */
  private workspaceOnly(reusedTokens: number): Completion | undefined {
    const sure = this.workspace?.sure({ ...this.rules, constraint: this.rules.constraint.fork() });
    if (!sure) return undefined;
    const traceOf: TraceOf = ({ length }) => ({ weight: 1, ...sure.support[length - 1]! });
    const text = this.textOf({ ...sure, score: sure.probability }, 'workspace', traceOf);
    const timings = this.timings(this.promptedMs, reusedTokens, 0);
    return this.report('workspace', [text], timings, { drafts: {}, followed: [] });
  }

  private async byModel(): Promise<Completion | undefined> {
    const { loaded, request, control, prompt, workspace } = this;
    const filled = await prefill(loaded.model, prompt.tokens, loaded.prefillChunk, control.cancelled);
    if (!filled) return undefined;
    const filledMs = control.now();
    const forwardsBefore = loaded.model.forwards;
    const rules = { ...this.rules, ...this.endsEarly() };
    const decoded = await decodeRequest({ loaded, request, control, rules, workspace }, filled.logits);
    const texts = await wholeBlocks(decoded.texts, request, prompt.near, loaded.grammars);
    const best = texts[0];
    if (!best || texts.some(({ stop }) => stop.reason === 'cancelled') || control.cancelled()) return undefined;
    loaded.memory.remember(
      prompt.tokens,
      best.tokens.map(({ id }) => id),
    );
    const completed = await withCompleteEnds(
      texts.map((text) => this.textOf(text, 'model', this.traceOf)),
      request,
      prompt.near,
      loaded.grammars,
    );
    const timings = this.timings(filledMs, filled.reused, loaded.model.forwards - forwardsBefore);
    return this.report('model', distinct(completed), timings, decoded);
  }

  private readonly traceOf: TraceOf = (ids) => this.workspace?.trace(ids);

  private endsEarly(): Pick<AnswerRules, 'isBelowThreshold'> {
    if (!endsEarly(this.request)) return {};
    const { confidenceModel } = this.loaded;
    const scorer = confidenceModel.begin(this.positionOf('model'));
    return {
      isBelowThreshold: belowThreshold(scorer, confidenceModel.thresholds[this.request.eagerness], this.traceOf),
    };
  }

  private positionOf(source: ScoredPosition['source']): ScoredPosition {
    const { path, languageId } = this.request;
    return { ...this.prompt.near, path, languageId, source };
  }

  private textOf(decoded: DecodedText, source: ScoredPosition['source'], traceOf: TraceOf): CompletedText {
    const { vocabulary, confidenceModel } = this.loaded;
    const scorer = confidenceModel.begin(this.positionOf(source));
    return completedText(decoded, { vocabulary, traceOf, scorer, isTraced: this.request.top !== undefined });
  }

  private timings(filledMs: number, reusedTokens: number, forwards: number): Timings {
    const { startMs, promptedMs } = this;
    return {
      tokenizeMs: promptedMs - startMs,
      prefillMs: filledMs - promptedMs,
      decodeMs: this.control.now() - filledMs,
      totalMs: this.control.now() - startMs,
      promptTokens: this.prompt.tokens.length,
      reusedTokens,
      forwards,
    };
  }

  /** @param texts best first, at least one. */
  private report(
    source: Completion['source'],
    [best, ...others]: readonly CompletedText[],
    timings: Timings,
    { drafts, followed }: Omit<DecodedTexts, 'texts'>,
  ): Completion {
    const { loaded, request, prompt } = this;
    const { vocabulary, confidenceModel } = loaded;
    const explained = { prompt: promptReport(prompt, loaded), followed: followedTexts(followed, vocabulary) };
    return {
      ...best!,
      source,
      thresholds: confidenceModel.thresholds,
      others,
      ...snippetTexts(prompt, vocabulary),
      drafts,
      ...(request.explain ? explained : {}),
      timings,
    };
  }
}

/**
 * One completion, from text to text: tokenize, heal, fit the budget, prefill what the cache lacks, decode. Where the
 * model would have much to read and the workspace alone is sure, the model is not used at all.
 *
 * @returns undefined when cancelled.
 * @throws UserError if the request's strategy, or the workspace's share, is out of range.
 */
export async function complete(
  loaded: LoadedModel,
  request: CompletionRequest,
  control: Control,
): Promise<Completion | undefined> {
  return new CompletionRun(loaded, request, control).run();
}

/**
 * Prefills a request's prompt, so that the next request near it finds it in the cache.
 *
 * @param isIdle whether no call waits: then other snippets may be chosen.
 */
export async function prefillAhead(
  loaded: LoadedModel,
  request: CompletionRequest,
  cancelled: () => boolean,
  isIdle = false,
): Promise<void> {
  const { model, prefillChunk } = loaded;
  const { tokens } = promptTokens(loaded, request, isIdle);
  // The tokens of the model's own answer after it may be accepted, and need not be read again then.
  if (commonLength(model.tokens, tokens) < tokens.length) await prefill(model, tokens, prefillChunk, cancelled);
}
