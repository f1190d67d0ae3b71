import type { MixingWeight } from './mixture/mixture.js';
import type { StopReason } from './decode/stops/stop.js';
import type { Strategy } from './sampling/strategy.js';
import type { TokenSet } from './model/tokenSet.js';
import type { PromptPartName } from './prompt/assemble.js';
import type { Eagerness, Thresholds } from './suggest/confidence/thresholds.js';

/** Where a completion ends: at the line's end, at the block's, or only where the model ends it. */
export type Mode = 'line' | 'block' | 'free';

/** Who may draft tokens for the model to verify: see `core/decode/drafters`. */
export const drafterKinds = ['remains', 'workspace', 'lookup', 'model'] as const;
export type DrafterKind = (typeof drafterKinds)[number];

/** What keeps an answer in its place, each of which can be left out to see what it does. */
export const ruleKinds = ['healing', 'brackets', 'suffix', 'repetition', 'structure'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** What the open document and the workspace's index are used for. */
export interface WorkspaceUse {
  /** How much of each step is theirs. */
  readonly share: MixingWeight;
  /** Whether to answer without the model where they alone are sure, and the model would first have to read much. */
  readonly sure?: boolean;
}

/** A place in a file of the workspace. */
export interface RecentPlace {
  /** As requests name files. */
  readonly path: string;
  /** Where it was edited last, counted from 0; absent where it was only looked at. */
  readonly line?: number;
}

/** Lines of another file that a prompt begins with. */
export interface SnippetText {
  readonly path: string;
  readonly text: string;
}

/** What the prompt has of other files; for models that were trained with it, and without effect for others. */
export interface ContextUse {
  /** Whether lines of the workspace's files that say something about the place stand before the document. */
  readonly snippets: boolean;
  /** Where the person edited or looked last, the last place first. */
  readonly recent?: readonly RecentPlace[];
  /** What the person copied last, to be looked into as files are. */
  readonly clipboard?: string;
  /** What was chosen before, to ask the same once more: nothing is chosen then. */
  readonly given?: readonly SnippetText[];
}

/** A completion as it is asked for: plain values, the same from the editor, the terminal and the tests. */
export interface CompletionRequest {
  /** Path of the file as the person sees it, relative to the workspace; absent for a file without a name. */
  readonly path?: string;
  /** The editor's id for the document's language, which outweighs the path; absent where only the path tells it. */
  readonly languageId?: string;
  /** Text before the cursor with `\n` line ends, from the file's start or from a window's. */
  readonly prefix: string;
  /** Text after the cursor. */
  readonly suffix: string;
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  /** Speculative decoding with these drafters, asked in this order; none if absent or empty. */
  readonly drafters?: readonly DrafterKind[];
  /** Ends once nothing longer can be sure enough to be shown unasked; never if absent. */
  readonly eagerness?: Eagerness;
  /** Whether and how the workspace has a say; the model alone if absent. */
  readonly workspace?: WorkspaceUse;
  /** What other files contribute to the prompt; nothing if absent. */
  readonly context?: ContextUse;
  /** Rules that do not apply; all do if absent. */
  readonly without?: readonly RuleKind[];
  /** How many alternatives to report with each token, and its id; none if absent. */
  readonly top?: number;
  /** Ids of tokens that the answer begins with, as a person picked them among the alternatives. */
  readonly begin?: readonly number[];
  /** Whether to report the prompt as the model read it. */
  readonly explain?: boolean;
}

/** A token that might have been chosen instead. */
export interface AlternativeToken {
  readonly id: number;
  readonly text: string;
  /** Natural logarithm of its probability by the model. */
  readonly logprob: number;
  /** Its probability after the filters. */
  readonly filtered: number;
}

/** What the workspace had to say to a token. */
export interface WorkspaceTrace {
  /** The weight w of the workspace in p = (1 − w) · p_model + w · p_workspace. */
  readonly share: number;
  /** How many places of the best matches go on with this token; 0 if none does. */
  readonly count: number;
  /** How many tokens before it the longest of those matches has. */
  readonly matchTokens: number;
  /** The file of that match; absent for the open document itself. */
  readonly path?: string;
}

/** A token of the answer with its share of the text. */
export interface CompletedToken {
  readonly text: string;
  /** Natural logarithm of its probability. */
  readonly logprob: number;
  /**
   * The probability that the text is right up to this token's end, 0 to 1; falls from token to token. Absent where a
   * beginning was only followed.
   */
  readonly confidence?: number;
  /** Only on request, as the alternatives. */
  readonly id?: number;
  /** Who drafted it, if it came by speculation. */
  readonly drafter?: string;
  /** The most probable tokens at its place, falling; only on request. */
  readonly alternatives?: readonly AlternativeToken[];
  /** Entropy of the distribution at its place in nats, before and after the filters; only on request. */
  readonly entropy?: number;
  readonly filteredEntropy?: number;
  /** Only on request, and where the workspace has a say. */
  readonly workspace?: WorkspaceTrace;
}

/** A text with the tokens that it is made of: `text` is their texts joined. */
export interface CompletedText {
  readonly text: string;
  readonly tokens: readonly CompletedToken[];
  readonly stop: StopReason;
  /**
   * The probability that the text is right to its end, 0 to 1: what is to be written ends there, too, unless the text was
   * cut off. 0 for a text that ran in a loop.
   */
  readonly confidence: number;
  /** What several texts are ranked by; for a single one its mean log-probability. */
  readonly score: number;
}

/** Where the time went, in milliseconds, and how much work it was. */
export interface Timings {
  readonly tokenizeMs: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly totalMs: number;
  readonly promptTokens: number;
  /** Prompt tokens that were in the cache already. */
  readonly reusedTokens: number;
  /** Forwards after the prompt's: for what was not known from before. */
  readonly forwards: number;
}

/** What speculation did for one answer. */
export interface DraftCounts {
  readonly drafted: number;
  readonly accepted: number;
}

/** A token of the prompt and the part that it belongs to. */
export interface PromptToken {
  readonly id: number;
  /** What it spells; the name of one that marks structure. */
  readonly text: string;
  readonly part: PromptPartName;
  /** The file that it is from, if that is another one. */
  readonly path?: string;
}

/** The prompt as the model read it. */
export interface PromptReport {
  readonly tokens: readonly PromptToken[];
  /** The most tokens that it may have. */
  readonly budgetTokens: number;
  readonly contextLength: number;
  /** What stands before the cursor and was taken off to be spelled anew. */
  readonly healed: string;
}

export interface Completion extends CompletedText {
  /** Who made it: the model, with the workspace's help or without, or the workspace alone. */
  readonly source: 'model' | 'workspace';
  /** The least confidence with which something is shown unasked, by the setting. */
  readonly thresholds: Thresholds;
  /** Further different texts by beam search or of further samples, best first. */
  readonly others: readonly CompletedText[];
  readonly timings: Timings;
  /** What the prompt began with of other files; absent for nothing. */
  readonly snippets?: readonly SnippetText[];
  /** By drafter; empty without speculation. */
  readonly drafts: Readonly<Record<string, DraftCounts>>;
  /** Only on request, as what follows. */
  readonly prompt?: PromptReport;
  /** All beginnings that beam search followed, in the order of its steps; none of other strategies. */
  readonly followed?: readonly (readonly CompletedToken[])[];
}

/** What there is to choose from at one step, before anything is chosen. */
export interface StepChoice {
  /** vocabSize numbers. */
  readonly logits: Float32Array;
  /** The tokens to choose from; absent for all. */
  readonly allowed?: TokenSet;
  /** All tokens before it, the prompt's first: what penalties look at. */
  readonly tokens: readonly number[];
}
