import type { StopReason } from './decode/stops/stop.js';
import type { TokenSet } from './model/tokenSet.js';
import type { PromptPartName } from './prompt/assemble.js';
import type { Thresholds } from './suggest/confidence/thresholds.js';
import type { SnippetText } from './request.js';

/** A token that could have been chosen instead. */
export interface AlternativeToken {
  readonly id: number;
  readonly text: string;
  /** Natural logarithm of its probability by the model. */
  readonly logprob: number;
  /** Its probability after the filters. */
  readonly filtered: number;
}

/** The workspace's contribution to a token. */
export interface WorkspaceTrace {
  /** The mixing weight w of the workspace in p = (1 − w) · p_model + w · p_workspace. */
  readonly weight: number;
  /** Number of positions among the best matches that continue with this token. */
  readonly count: number;
  /** Number of matching tokens before it in the longest of those matches. */
  readonly matchTokens: number;
  /** The file of that match; absent for the open document itself. */
  readonly path?: string;
}

/** A token of the answer and its part of the text. */
export interface CompletedToken {
  readonly text: string;
  /** Natural logarithm of its probability. */
  readonly logprob: number;
  /**
   * The probability that the text is right up to the end of this token, 0 to 1; falls from token to token. Absent for
   * abandoned beams.
   */
  readonly confidence?: number;
  /** Only on request, like the alternatives. */
  readonly id?: number;
  /** Name of the drafter, if the token was accepted from a draft. */
  readonly drafter?: string;
  /** The most probable tokens at this step, descending; only on request. */
  readonly alternatives?: readonly AlternativeToken[];
  /** Entropy of the distribution at this step in nats, before and after the filters; only on request. */
  readonly entropy?: number;
  readonly filteredEntropy?: number;
  /** Only on request, and if the workspace contributes. */
  readonly workspace?: WorkspaceTrace;
}

/** A text and its tokens: `text` is their texts joined. */
export interface CompletedText {
  readonly text: string;
  readonly tokens: readonly CompletedToken[];
  readonly stop: StopReason;
  /**
   * The probability that the text is right to its end, 0 to 1, and that it should end there, unless it was cut off. 0
   * for a text that ran in a loop.
   */
  readonly confidence: number;
  /**
   * The offsets at which the text may end because all statements before are complete, ascending; only for a request
   * that may have several.
   */
  readonly ends?: readonly number[];
  /** ln p of what ended the text, given the text; 0 where it was cut off. Only on request. */
  readonly endLogprob?: number;
  /** Score by which several texts are ranked; the mean log-probability for a single one. */
  readonly score: number;
}

/** Durations in milliseconds and amounts of work. */
export interface Timings {
  readonly tokenizeMs: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly totalMs: number;
  readonly promptTokens: number;
  /** Prompt tokens that were already in the cache. */
  readonly reusedTokens: number;
  /** Forwards after the prompt that the cache could not answer. */
  readonly forwards: number;
}

/** Outcome of speculation for one answer. */
export interface DraftCounts {
  readonly drafted: number;
  readonly accepted: number;
}

/** A token of the prompt and its part. */
export interface PromptToken {
  readonly id: number;
  /** Its text; for a control token its name. */
  readonly text: string;
  readonly part: PromptPartName;
  /** Path of its file, if that is another one. */
  readonly path?: string;
}

/** The prompt as the model reads it. */
export interface PromptReport {
  readonly tokens: readonly PromptToken[];
  /** Maximum number of its tokens. */
  readonly budgetTokens: number;
  readonly contextLength: number;
  /** Text before the cursor that was removed from the prompt so that the model tokenizes it again. */
  readonly healed: string;
}

export interface Completion extends CompletedText {
  /** Source of the text: the built-in engine's model, with or without the workspace's help; the workspace alone; a server. */
  readonly source: 'model' | 'workspace' | 'server';
  /** Minimum confidence of automatic suggestions, by the setting. */
  readonly thresholds: Thresholds;
  /** Further distinct texts of beam search or of several samples, best first. */
  readonly others: readonly CompletedText[];
  readonly timings: Timings;
  /** Snippets of other files at the start of the prompt; absent for none. */
  readonly snippets?: readonly SnippetText[];
  /** By drafter; empty without speculation. */
  readonly drafts: Readonly<Record<string, DraftCounts>>;
  /** Only on request, like the next field. */
  readonly prompt?: PromptReport;
  /** All prefixes that beam search followed, in the order of its steps; empty for other strategies. */
  readonly followed?: readonly (readonly CompletedToken[])[];
}

/** The input of one step's choice. */
export interface StepChoice {
  /** vocabSize numbers. */
  readonly logits: Float32Array;
  /** The tokens to choose from; absent for all. */
  readonly allowed?: TokenSet;
  /** All previous tokens, including the prompt: the input of penalties. */
  readonly tokens: readonly number[];
}
