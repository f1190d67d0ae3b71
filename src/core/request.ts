import type { MixingWeight } from './mixture/mixture.js';
import type { Strategy } from './sampling/strategy.js';
import type { Eagerness } from './suggest/confidence/thresholds.js';

/**
 * Where a completion ends: at the end of the line, of the block that the cursor's line begins, of the construct around
 * the cursor (a body, a statement, a list item), or only where the model ends it.
 */
export const modes = ['line', 'block', 'construct', 'free'] as const;
export type Mode = (typeof modes)[number];

/** Kinds of drafters, whose tokens the model verifies: see `core/decode/drafters`. */
export const drafterKinds = ['previousSuggestion', 'workspace', 'lookup', 'model'] as const;
export type DrafterKind = (typeof drafterKinds)[number];

/** Decoding rules that can be disabled one by one, for ablation. */
export const ruleKinds = ['healing', 'brackets', 'suffix', 'repetition', 'structure'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** How the open document and the workspace index contribute. */
export interface WorkspaceUse {
  /** Their weight at each step. */
  readonly weight: MixingWeight;
  /** Whether they may answer without the model where they alone are confident and the prompt is mostly not cached. */
  readonly sure?: boolean;
}

/** A location in a file of the workspace. */
export interface RecentLocation {
  /** Relative to the workspace, as in requests. */
  readonly path: string;
  /** Line of the last edit, counted from 0; absent for a file that was only viewed. */
  readonly line?: number;
}

/** Lines of another file at the start of a prompt. */
export interface SnippetText {
  readonly path: string;
  readonly text: string;
}

/** What the prompt contains of other files. Only models that were trained with it are affected. */
export interface ContextUse {
  /** Whether relevant lines of other workspace files come before the document. */
  readonly snippets: boolean;
  /** Where the user last edited or navigated, most recent first. */
  readonly recent?: readonly RecentLocation[];
  /** The last text that the user copied, searched as files are. */
  readonly clipboard?: string;
  /** Snippets chosen earlier, to repeat a request exactly: nothing is chosen then. */
  readonly given?: readonly SnippetText[];
}

/** A request for a completion: plain values, the same from the editor, the terminal and the tests. */
export interface CompletionRequest {
  /** Path of the file as the user sees it, relative to the workspace; absent for an untitled file. */
  readonly path?: string;
  /** VS Code's id of the document's language, which outweighs the path; absent where only the path tells it. */
  readonly languageId?: string;
  /** Text before the cursor with `\n` line ends, from the start of the file or of a window. */
  readonly prefix: string;
  /** Text after the cursor. */
  readonly suffix: string;
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  /** Drafters for speculative decoding, in the order in which they are tried; none if absent or empty. */
  readonly drafters?: readonly DrafterKind[];
  /** Ends once no longer text can reach the threshold of automatic suggestions; never if absent. */
  readonly eagerness?: Eagerness;
  /** Use of the workspace; the model alone if absent. */
  readonly workspace?: WorkspaceUse;
  /** Other files' contribution to the prompt; nothing if absent. */
  readonly context?: ContextUse;
  /** Disabled rules; none if absent. */
  readonly without?: readonly RuleKind[];
  /** Number of alternatives to report with each token, and its id; none if absent. */
  readonly top?: number;
  /** Ids of the answer's first tokens, as the user picked them among the alternatives. */
  readonly requiredTokens?: readonly number[];
  /** Whether to report the prompt as the model reads it. */
  readonly explain?: boolean;
}

/** Several paths at once are compared at their ends. */
const isSinglePath = ({ strategy }: CompletionRequest): boolean =>
  strategy.kind === 'greedy' || (strategy.kind === 'sample' && (strategy.samples ?? 1) === 1);

/**
 * Whether decoding ends once the answer's confidence is too low to be shown automatically. With alternatives requested
 * the user wants all of it.
 */
export const endsEarly = (
  request: CompletionRequest,
): request is CompletionRequest & Required<Pick<CompletionRequest, 'eagerness'>> =>
  request.eagerness !== undefined && request.top === undefined && isSinglePath(request);
