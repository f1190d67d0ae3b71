import type {
  AlternativeToken,
  CompletedText,
  CompletedToken,
  Completion,
  CompletionRequest,
  DraftCounts,
  PromptReport,
} from '../core/completion.js';
import type { Token } from '../core/decode/answer.js';
import { checkStrategy } from '../core/decode/checkStrategy.js';
import { allOf } from '../core/decode/constraints/constraint.js';
import { openBrackets } from '../core/decode/constraints/openBrackets.js';
import { mustBeginWith } from '../core/decode/constraints/mustBeginWith.js';
import { prefill } from '../core/decode/prefill.js';
import type { Vocabulary } from '../core/decode/vocabulary.js';
import { decodeRequest, type Decoded } from './decodeRequest.js';
import type { LoadedModel } from './loadModel.js';
import { nearText } from './nearText.js';
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
  return {
    tokens: parts.flatMap(({ name, tokens }) => tokens.map((id) => ({ id, text: spell(id, vocabulary), part: name }))),
    budgetTokens: budget,
    contextLength: model.contextLength,
    healed: utf8.decode(piece),
  };
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
    constraint: allOf(
      mustBeginWith(vocabulary, prompt.piece),
      openBrackets(loaded.bracketTokens, { ...near, path: request.path, piece: prompt.piece }),
    ),
    skipBytes: prompt.piece.length,
  };
  const counts = new Map<string, DraftCounts>();
  const decoded = await decodeRequest(loaded, filled.logits, request, rules, control, counts);
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
    drafts: Object.fromEntries(counts),
    ...(request.explain ? { prompt: promptReport(prompt, loaded) } : {}),
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
 * The distribution after any tokens, as its row of logits, such as that of one step of an answer.
 *
 * @param tokens at least one.
 * @returns a copy of vocabSize logits; undefined when cancelled.
 */
export async function nextLogits(
  { model, prefillChunk }: LoadedModel,
  tokens: readonly number[],
  cancelled: () => boolean,
): Promise<Float32Array | undefined> {
  const filled = await prefill(model, tokens, prefillChunk, cancelled);
  return filled?.logits.slice();
}
