import { lastPieceOf } from '../decode/constraints/healing.js';
import { prefixStart, promptBudget, snippetShares, suffixShare } from '../prompt/budget.js';
import { suffixFor } from '../prompt/closingLines.js';
import { normalize } from '../prompt/lineEndings.js';
import { nearbyText, type NearbyText } from '../prompt/nearbyText.js';
import type { CompletionRequest, SnippetText } from '../request.js';
import { withoutMarks, type FimTemplate } from './fimTemplates.js';
import type { ServerPrompt } from './serverStream.js';

/** The format of a server's prompts, and the room for them. */
export interface PromptFormat {
  /** Undefined where the server makes the prompt from its parts. */
  readonly template: FimTemplate | undefined;
  /** Tokens of prompt and answer together. */
  readonly contextTokens: number;
  readonly charactersPerToken: number;
}

/** A request as a prompt. */
export interface PreparedPrompt {
  readonly prompt: ServerPrompt;
  /** Normalized text before the cursor, without the piece: what the answer continues. */
  readonly base: string;
  /** The text before the cursor that the answer has to spell first; '' for none. */
  readonly piece: string;
  /** The part of the text around the cursor that stop rules look at. */
  readonly near: NearbyText;
  readonly snippets: readonly SnippetText[];
  /** Length of the prompt's text; 0 for one of ids. */
  readonly characters: number;
}

/** A server reads a suffix after the prefix again at each key, so that it must be short. */
const maxRereadTokens = 128;
/** Tokens of marks and paths. */
const markTokens = 48;

/** The end of a prefix that fits. */
function fitPrefix(prefix: string, room: number): string {
  const start = prefixStart(prefix.length, room, (from, to) => prefix.slice(from, to).indexOf('\n'));
  // A cut must not leave half a character.
  return start === 0 ? prefix : prefix.slice(start).replace(/^[\uDC00-\uDFFF]/, '');
}

/** The start of a suffix that fits, cut at a line's end where one is near: it is the same while the user types. */
function fitSuffix(suffix: string, room: number): string {
  if (suffix.length <= room) return suffix;
  const cut = suffix.slice(0, room);
  const lineEnd = cut.lastIndexOf('\n');
  return (lineEnd > room >> 1 ? cut.slice(0, lineEnd + 1) : cut).replace(/[\uD800-\uDBFF]$/, '');
}

/** The first snippets that fit. */
function fitSnippets(snippets: readonly SnippetText[], room: number): SnippetText[] {
  return snippets.filter(({ path, text }) => (room -= path.length + text.length) >= 0);
}

/**
 * Fits a request into a server's context and writes it in the model's format. A key changes as little as possible of
 * the start of the prompt, so that the server finds it in its cache.
 *
 * @param heals whether to take the half-typed piece off, so that the answer spells it again.
 */
export function serverPrompt(request: CompletionRequest, format: PromptFormat, heals: boolean): PreparedPrompt {
  const { template, contextTokens, charactersPerToken } = format;
  const prefix = normalize(request.prefix);
  const suffix = normalize(request.suffix);
  const healed = heals && !request.without?.includes('healing') ? lastPieceOf(prefix) : '';
  // Some servers refuse an empty prompt.
  const piece = healed.length === prefix.length ? '' : healed;
  const base = prefix.slice(0, prefix.length - piece.length);
  const tokens = promptBudget(contextTokens, request.maxTokens);
  const room = Math.floor(Math.max(1, tokens - markTokens) * charactersPerToken);
  const snippets =
    template?.hasFiles === false ? [] : fitSnippets(request.context?.given ?? [], Math.floor(room * snippetShares.max));
  const left = snippets.reduce((sum, { path, text }) => sum - path.length - text.length, room);
  const read = suffixFor(request.mode, suffix);
  const after = fitSuffix(read, suffixRoom(template, left, charactersPerToken));
  const before = fitPrefix(base, left - after.length);
  const written = write({ ...request, prefix: before, suffix: after }, snippets, template);
  return { ...written, base, piece, near: nearbyText(prefix, suffix), snippets };
}

function suffixRoom(template: FimTemplate | undefined, room: number, charactersPerToken: number): number {
  if (template?.order === 'prefixOnly') return 0;
  const max = Math.floor(room * suffixShare);
  return template?.order === 'suffixFirst' ? max : Math.min(max, Math.floor(maxRereadTokens * charactersPerToken));
}

/** Writes the fitted texts. */
function write(
  { path, prefix, suffix }: Pick<CompletionRequest, 'path' | 'prefix' | 'suffix'>,
  snippets: readonly SnippetText[],
  template: FimTemplate | undefined,
): Pick<PreparedPrompt, 'prompt' | 'characters'> {
  if (!template) {
    const lengths = [prefix, suffix, ...snippets.flatMap((snippet) => [snippet.path, snippet.text])];
    const characters = lengths.reduce((sum, { length }) => sum + length, 0);
    return { prompt: { kind: 'parts', prefix, suffix, snippets }, characters };
  }
  const clean = (text: string): string => withoutMarks(template, text);
  const text = template.write({
    ...(path === undefined ? {} : { path: clean(path.replaceAll('\\', '/')) }),
    snippets: snippets.map((snippet) => ({ path: clean(snippet.path), text: clean(snippet.text) })),
    prefix: clean(prefix),
    suffix: clean(suffix),
  });
  return { prompt: { kind: 'text', text }, characters: text.length };
}
