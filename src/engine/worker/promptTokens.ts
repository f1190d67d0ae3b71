import type { CompletionRequest } from '../../core/request.js';
import { heal } from '../../core/decode/constraints/healing.js';
import { commonLength } from '../../core/model/prefill.js';
import {
  assembleParts,
  joinParts,
  snippetRoom,
  type PromptPart,
  type SnippetTokens,
} from '../../core/prompt/assemble.js';
import { promptBudget } from '../../core/prompt/budget.js';
import { suffixFor } from '../../core/prompt/closingLines.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import type { PromptCost } from '../../core/snippets/snippetKeeper.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { SnippetPlace } from '../workspace/promptSnippets.js';
import { nearbyText, type NearbyText } from '../../core/prompt/nearbyText.js';

/** A prompt in tokens. */
export interface PromptTokens {
  /** Normalized text before the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  /** The part of both that rules and constraints look at. */
  readonly near: NearbyText;
  /** The bytes before the cursor that the answer has to spell again. */
  readonly piece: Uint8Array;
  /** All tokens before the cursor, without the piece: the prompt may have only the last of them. */
  readonly before: readonly number[];
  /** At least one token. */
  readonly tokens: readonly number[];
  readonly parts: readonly PromptPart[];
  /** The most tokens that it may have. */
  readonly budget: number;
}

/** The input to the choice of snippets for a prompt. */
interface SnippetSearch extends Omit<SnippetPlace, 'path' | 'context'> {
  /** The cost of the prompt with some snippets. */
  readonly reading: (snippets: readonly SnippetTokens[]) => PromptCost;
  /** Whether no call waits for the answer. */
  readonly isIdle: boolean;
}

/** The lines of other files that a request's prompt begins with. */
function snippetsOf(
  { encode, template, snippets }: LoadedModel,
  { context, path }: CompletionRequest,
  { reading, isIdle, ...around }: SnippetSearch,
): readonly SnippetTokens[] {
  // A model that knows no file token was not trained with other files in front.
  if (!context || template.file === undefined) return [];
  if (context.given) return context.given.map(({ path, text }) => ({ path, tokens: encode(`${path}\n${text}`) }));
  if (!context.snippets && context.clipboard === undefined) return [];
  return snippets?.at({ ...around, path, context }, reading, isIdle) ?? [];
}

/**
 * Tokenizes a request, heals its end, and fits it into the model's context.
 *
 * @param isIdle whether no call waits for the answer: then other snippets may be read.
 */
export function promptTokens(loaded: LoadedModel, request: CompletionRequest, isIdle = false): PromptTokens {
  const { encode, start, template, vocabulary, model } = loaded;
  const prefix = normalize(request.prefix);
  const suffix = normalize(request.suffix);
  const encoded = encode(prefix);
  const healed = request.without?.includes('healing')
    ? { tokens: encoded, piece: new Uint8Array(0) }
    : heal(prefix, encoded, vocabulary);
  const budget = promptBudget(model.contextLength, request.maxTokens);
  const header = request.path === undefined ? [] : encode(`${request.path.replaceAll('\\', '/')}\n`);
  const isLineEnd = (id: number): boolean => vocabulary.bytes(id).at(-1) === 0x0a;
  const read = suffixFor(request.mode, suffix);
  const parts = { start, header, prefix: healed.tokens, suffix: encode(read) };
  const assemble = (snippets: readonly SnippetTokens[]): PromptPart[] =>
    assembleParts(template, { ...parts, snippets }, budget, isLineEnd);
  const reading = (snippets: readonly SnippetTokens[]): PromptCost => {
    const tokens = joinParts(assemble(snippets));
    return { promptTokens: tokens.length, newTokens: tokens.length - commonLength(model.tokens, tokens) };
  };
  const roomTokens = snippetRoom(budget, header.length + healed.tokens.length + parts.suffix.length);
  const assembled = assemble(snippetsOf(loaded, request, { prefix, suffix, roomTokens, reading, isIdle }));
  const isNothing = assembled.every(({ tokens }) => tokens.length === 0);
  const some = isNothing ? [{ name: 'mark' as const, tokens: [...vocabulary.control].slice(0, 1) }] : assembled;
  const near = nearbyText(prefix, suffix);
  const { piece, tokens: before } = healed;
  return { prefix, suffix, near, piece, before, tokens: joinParts(some), parts: some, budget };
}
