import type { CompletedToken, Completion, CompletionRequest, Mode } from '../core/completion.js';
import { atBlockEnd } from '../core/decode/blockEnd.js';
import { mustBeginWith } from '../core/decode/constraint.js';
import { decode } from '../core/decode/decode.js';
import { heal } from '../core/decode/healing.js';
import { prefill } from '../core/decode/prefill.js';
import { atRepetition } from '../core/decode/repetition.js';
import { compileSampler } from '../core/decode/sampler.js';
import { atDeadline, atLimit, atNewline, whenCancelled, type StopRule } from '../core/decode/stop.js';
import { checkStrategy } from '../core/decode/strategy.js';
import { assemble } from '../core/prompt/assemble.js';
import { normalize } from '../core/prompt/lineEndings.js';
import type { LoadedModel } from './loadModel.js';

/** What a completion is told from outside while it runs. */
export interface Control {
  /** Whether nobody wants the answer any more; asked between forwards. */
  readonly cancelled: () => boolean;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Told the new text after each token. */
  readonly onText?: (text: string) => void;
}

/** A longer prompt helps a model of this kind little and costs its prefill each time the cursor jumps. */
const longestPrompt = 2048;

function modeRules(mode: Mode, prefix: string): StopRule[] {
  switch (mode) {
    case 'line':
      return [atNewline];
    case 'block':
      return [atBlockEnd(prefix.slice(prefix.lastIndexOf('\n') + 1))];
    case 'free':
      return [];
  }
}

/** Ends before bytes that are no character, which a model can spell, too; the stream reads them as U+FFFD. */
const atBrokenCharacter: StopRule = ({ text, added }) => {
  const broken = text.indexOf('\uFFFD', added);
  return broken < 0 ? undefined : { reason: 'end', keep: broken };
};

function promptOf({ encode, start, template, vocabulary, model }: LoadedModel, request: CompletionRequest) {
  const prefix = normalize(request.prefix);
  const healed = heal(prefix, encode(prefix), vocabulary);
  // A wish for a long answer leaves the prompt at least half of the context.
  const room = Math.max(model.contextLength - request.maxTokens, model.contextLength >> 1);
  const budget = Math.min(longestPrompt, room);
  const header = request.path === undefined ? [] : encode(`${request.path.replaceAll('\\', '/')}\n`);
  const isLineEnd = (id: number): boolean => vocabulary.bytes(id).at(-1) === 0x0a;
  const parts = { start, header, prefix: healed.tokens, suffix: encode(normalize(request.suffix)) };
  const tokens = assemble(template, parts, budget, isLineEnd);
  return { prefix, piece: healed.piece, tokens: tokens.length > 0 ? tokens : [...vocabulary.control].slice(0, 1) };
}

/** Cuts the tokens' texts where the answer ends; tokens that have no part in it go. */
function cutTokens(tokens: readonly CompletedToken[], keep: number): CompletedToken[] {
  const kept: CompletedToken[] = [];
  let length = 0;
  for (const { text, logprob } of tokens) {
    if (length >= keep && text.length > 0) break;
    kept.push({ text: text.slice(0, keep - length), logprob });
    length += text.length;
  }
  return kept;
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
  { cancelled, now, onText }: Control,
): Promise<Completion | undefined> {
  const startMs = now();
  const { model, vocabulary, prefillChunk } = loaded;
  const sampler = compileSampler(checkStrategy(request.strategy), model.vocabSize);
  const prompt = promptOf(loaded, request);
  const promptedMs = now();

  const filled = await prefill(model, prompt.tokens, prefillChunk, cancelled);
  if (!filled) return undefined;
  const filledMs = now();

  const stop = [
    whenCancelled(cancelled),
    atBrokenCharacter,
    ...modeRules(request.mode, prompt.prefix),
    atRepetition,
    atLimit(request.maxTokens),
    ...(request.timeoutMs === undefined ? [] : [atDeadline(startMs + request.timeoutMs, now)]),
  ];
  const constraint = mustBeginWith(vocabulary, prompt.piece);
  const tokens: CompletedToken[] = [];
  const decoding = decode(model, filled.logits, {
    vocabulary,
    sampler,
    stop,
    constraint,
    skipBytes: prompt.piece.length,
  });
  let step = await decoding.next();
  for (; !step.done; step = await decoding.next()) {
    const { text, logprob } = step.value;
    tokens.push({ text, logprob });
    if (text !== '') onText?.(text);
  }
  const { reason, keep } = step.value;
  if (reason === 'cancelled') return undefined;

  const kept = cutTokens(tokens, keep);
  return {
    text: kept.map(({ text }) => text).join(''),
    tokens: kept,
    stop: reason,
    timings: {
      tokenizeMs: promptedMs - startMs,
      prefillMs: filledMs - promptedMs,
      decodeMs: now() - filledMs,
      totalMs: now() - startMs,
      promptTokens: prompt.tokens.length,
      reusedTokens: filled.reused,
    },
  };
}
