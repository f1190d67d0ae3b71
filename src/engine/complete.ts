import type {
  AlternativeToken,
  CompletedText,
  CompletedToken,
  Completion,
  CompletionRequest,
  PromptReport,
  StepChoice,
} from '../core/completion.js';
import type { Token } from '../core/decode/answer.js';
import { checkStrategy } from '../core/decode/checkStrategy.js';
import { allOf, type Constraint } from '../core/decode/constraints/constraint.js';
import { openBrackets } from '../core/decode/constraints/openBrackets.js';
import { mustBeginWith } from '../core/decode/constraints/mustBeginWith.js';
import { prefill } from '../core/decode/prefill.js';
import type { Vocabulary } from '../core/decode/vocabulary.js';
import { decodeRequest, type Decoded, type DecodingReport } from './decodeRequest.js';
import type { LoadedModel } from './loadModel.js';
import { nearText, type NearText } from './nearText.js';
import { promptTokens, type PromptTokens } from './promptTokens.js';
import { stopRules } from './stopRules.js';

/** What a completion is told from outside while it runs. */
export interface Control {
  /** Whether nobody wants the answer any more; asked between forwards. */
  readonly cancelled: () => boolean;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Told the new text after each token. */
  readonly onText?: (text: string) => void;
}

const utf8 = new TextDecoder();

const spell = (id: number, vocabulary: Vocabulary): string => utf8.decode(vocabulary.bytes(id));

function completedToken({ id, text, logprob, drafter, inspection }: Token, vocabulary: Vocabulary): CompletedToken {
  const drafted = drafter === undefined ? {} : { drafter };
  if (!inspection) return { text, logprob, ...drafted };
  const { entropy, filteredEntropy } = inspection;
  const alternatives = inspection.alternatives.map((other): AlternativeToken => ({
    ...other,
    text: spell(other.id, vocabulary),
  }));
  return { id, text, logprob, ...drafted, alternatives, entropy, filteredEntropy };
}

/** Cuts the tokens' texts where the answer ends; tokens that have no part in it go. */
function cutTokens(tokens: readonly CompletedToken[], keep: number): CompletedToken[] {
  const kept: CompletedToken[] = [];
  let length = 0;
  for (const token of tokens) {
    if (length >= keep && token.text.length > 0) break;
    kept.push({ ...token, text: token.text.slice(0, keep - length) });
    length += token.text.length;
  }
  return kept;
}

function completedText({ tokens, stop, score }: Decoded, vocabulary: Vocabulary): CompletedText {
  const kept = cutTokens(
    tokens.map((token) => completedToken(token, vocabulary)),
    stop.keep,
  );
  return { text: kept.map(({ text }) => text).join(''), tokens: kept, stop: stop.reason, score };
}

function promptReport({ parts, budget, piece }: PromptTokens, { vocabulary, model }: LoadedModel): PromptReport {
  const textOf = (id: number): string => vocabulary.nameOf(id) ?? spell(id, vocabulary);
  return {
    tokens: parts.flatMap(({ name, tokens }) => tokens.map((id) => ({ id, text: textOf(id), part: name }))),
    budgetTokens: budget,
    contextLength: model.contextLength,
    healed: utf8.decode(piece),
  };
}

const followedTexts = ({ followed }: DecodingReport, vocabulary: Vocabulary): CompletedToken[][] =>
  followed.map((tokens) => tokens.map((token) => completedToken(token, vocabulary)));

/** What every answer to a request has to keep to: it spells what was healed, and closes what is open. */
function constraintOf(
  { vocabulary, bracketTokens }: LoadedModel,
  { path }: CompletionRequest,
  near: NearText,
  piece: Uint8Array,
): Constraint {
  return allOf(mustBeginWith(vocabulary, piece), openBrackets(bracketTokens, { ...near, path, piece }));
}

/** Texts that read the same count once: two beams may spell one text with different tokens. */
function distinct(texts: readonly CompletedText[]): CompletedText[] {
  return texts.filter(({ text }, i) => texts.findIndex((other) => other.text === text) === i);
}

/**
 * One completion, from text to text: tokenize, heal, fit the budget, prefill what the cache lacks, decode.
 *
 * @returns undefined when cancelled.
 * @throws UserError if the request's strategy is out of range.
 */
export async function complete(
  loaded: LoadedModel,
  request: CompletionRequest,
  control: Control,
): Promise<Completion | undefined> {
  const { now, cancelled } = control;
  const startMs = now();
  const { model, vocabulary, prefillChunk, memory } = loaded;
  checkStrategy(request.strategy);
  const prompt = promptTokens(loaded, request);
  const promptedMs = now();

  const filled = await prefill(model, prompt.tokens, prefillChunk, cancelled);
  if (!filled) return undefined;
  const filledMs = now();
  const forwardsBefore = model.forwards;

  const near = nearText(prompt.prefix, prompt.suffix);
  const rules = {
    vocabulary,
    stop: stopRules(request, near, startMs, control),
    constraint: constraintOf(loaded, request, near, prompt.piece),
    skipBytes: prompt.piece.length,
  };
  const report: DecodingReport = { counts: new Map(), followed: [] };
  const decoded = await decodeRequest(loaded, filled.logits, request, rules, control, report);
  const best = decoded[0];
  if (!best || decoded.some(({ stop }) => stop.reason === 'cancelled') || cancelled()) return undefined;
  memory.remember(
    prompt.tokens,
    best.tokens.map(({ id }) => id),
  );

  const [first, ...others] = distinct(decoded.map((text) => completedText(text, vocabulary)));
  return {
    ...first!,
    others,
    drafts: Object.fromEntries(report.counts),
    ...(request.explain ? { prompt: promptReport(prompt, loaded), followed: followedTexts(report, vocabulary) } : {}),
    timings: {
      tokenizeMs: promptedMs - startMs,
      prefillMs: filledMs - promptedMs,
      decodeMs: now() - filledMs,
      totalMs: now() - startMs,
      promptTokens: prompt.tokens.length,
      reusedTokens: filled.reused,
      forwards: model.forwards - forwardsBefore,
    },
  };
}

/**
 * What there is to choose from after a request's prompt and the tokens that it begins with.
 *
 * @returns undefined when cancelled.
 */
export async function nextStep(
  loaded: LoadedModel,
  request: CompletionRequest,
  cancelled: () => boolean,
): Promise<StepChoice | undefined> {
  const prompt = promptTokens(loaded, request);
  const begin = request.begin ?? [];
  const tokens = [...prompt.tokens, ...begin];
  const filled = await prefill(loaded.model, tokens, loaded.prefillChunk, cancelled);
  if (!filled) return undefined;
  const constraint = constraintOf(loaded, request, nearText(prompt.prefix, prompt.suffix), prompt.piece);
  for (const id of begin) constraint.accept(id);
  const allowed = constraint.allowed();
  return { logits: filled.logits.slice(), tokens, ...(allowed ? { allowed } : {}) };
}
