import type {
  AlternativeToken,
  CompletedText,
  CompletedToken,
  Completion,
  PromptReport,
  WorkspaceTrace,
} from '../../core/result.js';
import type { SnippetText } from '../../core/request.js';
import type { Token, DecodedText } from '../../core/decode/answer.js';
import { scoredText } from '../../core/decode/scoredText.js';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import type { ConfidenceScorer } from '../../core/suggest/confidence/confidenceModel.js';
import type { DecodedTexts } from './decodeRequest.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { PromptTokens } from './promptTokens.js';

const utf8 = new TextDecoder();

const spell = (id: number, vocabulary: Vocabulary): string => utf8.decode(vocabulary.bytes(id));

/** Looks up the workspace's part in the last of some tokens. */
export type TraceOf = (ids: readonly number[]) => WorkspaceTrace | undefined;

function completedToken(
  { id, text, logprob, drafter, inspection }: Token,
  vocabulary: Vocabulary,
  workspace: WorkspaceTrace | undefined,
): CompletedToken {
  const drafted = { ...(drafter === undefined ? {} : { drafter }), ...(workspace ? { workspace } : {}) };
  if (!inspection) return { text, logprob, ...drafted };
  const { entropy, filteredEntropy } = inspection;
  const alternatives = inspection.alternatives.map((other): AlternativeToken => ({
    ...other,
    text: spell(other.id, vocabulary),
  }));
  return { id, text, logprob, ...drafted, alternatives, entropy, filteredEntropy };
}

/** The input to a completed text besides the decoded one. */
export interface TextParts {
  readonly vocabulary: Vocabulary;
  readonly traceOf: TraceOf;
  readonly scorer: ConfidenceScorer;
  /** Whether to report the workspace's part in each token. */
  readonly isTraced: boolean;
}

/** Converts a decoded text to the one that is reported, with its confidence. */
export function completedText(
  { tokens, stop, score }: DecodedText,
  { vocabulary, traceOf, scorer, isTraced }: TextParts,
): CompletedText {
  const ids = tokens.map(({ id }) => id);
  const traces = ids.map((_, i) => traceOf(ids.slice(0, i + 1)));
  const all = tokens.map((token, i) => completedToken(token, vocabulary, isTraced ? traces[i] : undefined));
  return scoredText({ tokens: all, stop, score, traces }, scorer, isTraced);
}

/** The lines of other files in a prompt. */
export function snippetTexts({ parts }: PromptTokens, vocabulary: Vocabulary): Pick<Completion, 'snippets'> {
  const snippets = parts.flatMap(({ path, tokens }): SnippetText[] => {
    if (path === undefined) return [];
    const bytes = tokens.flatMap((id) => [...vocabulary.bytes(id)]);
    return [{ path, text: utf8.decode(Uint8Array.from(bytes)).slice(path.length + 1) }];
  });
  return snippets.length > 0 ? { snippets } : {};
}

/** The prompt as the model reads it. */
export function promptReport({ parts, budget, piece }: PromptTokens, { vocabulary, model }: LoadedModel): PromptReport {
  const textOf = (id: number): string => vocabulary.nameOf(id) ?? spell(id, vocabulary);
  return {
    tokens: parts.flatMap(({ name, tokens, path }) =>
      tokens.map((id) => ({ id, text: textOf(id), part: name, ...(path === undefined ? {} : { path }) })),
    ),
    budgetTokens: budget,
    contextLength: model.contextLength,
    healed: utf8.decode(piece),
  };
}

/** All prefixes that beam search followed, as they are reported. */
export const followedTexts = (followed: DecodedTexts['followed'], vocabulary: Vocabulary): CompletedToken[][] =>
  followed.map((tokens) => tokens.map((token) => completedToken(token, vocabulary, undefined)));
