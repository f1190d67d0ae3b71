import type { ContextUse } from '../../core/request.js';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import type { Encode } from '../../core/prompt/encode.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { defaultLimits } from '../../core/prompt/window.js';
import { candidateFiles } from '../../core/snippets/candidates.js';
import { chooseSnippets, type Snippet } from '../../core/snippets/chooseSnippets.js';
import { fileLines, type FileLines } from '../../core/snippets/fileLines.js';
import { importsOf } from '../../core/snippets/imports.js';
import { namesNear } from '../../core/snippets/names.js';
import { relatedFiles } from '../../core/snippets/relatedFiles.js';
import { partsWithoutSecrets } from '../../core/secrets/findSecrets.js';
import { Relevance, type Favour } from '../../core/snippets/relevance.js';
import { SnippetKeeper, type SnippetChoice, type PromptCost } from '../../core/snippets/snippetKeeper.js';
import { folderOf, type IndexedFile } from '../../core/workspace/indexedFile.js';
import { packTokens } from '../../core/workspace/tokenArray.js';
import type { WorkspaceIndex } from '../../core/workspace/workspaceIndex.js';
import { portable } from './workspace.js';

/** The context that snippets are chosen for. */
export interface SnippetPlace {
  readonly path: string | undefined;
  /** Normalized text around the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  readonly context: ContextUse;
  /** The most tokens that all of them may take. */
  readonly roomTokens: number;
}

/** The part of a model's tokenizer that snippets need. */
export interface SnippetTokenizer {
  readonly vocabulary: Vocabulary;
  readonly encode: Encode;
}

/** Number of files whose lines are cached: those around a few documents. */
const keptFiles = 64;
/**
 * Added to the relevance of edited lines and of the clipboard, which the user chose for a reason: as much as a fair
 * match.
 */
const bonuses = { edited: 0.05, copied: 0.1 };
/** The imports are within this number of tokens of a file. */
const headTokens = 1000;

/**
 * Chooses the lines of the workspace's files that a prompt begins with, and keeps them for as long as that saves
 * prefill.
 */
export class PromptSnippets {
  private readonly keeper = new SnippetKeeper();
  private readonly lines = new Map<IndexedFile, FileLines>();
  private readonly spelled: string[] = [];

  constructor(
    private readonly tokenizer: SnippetTokenizer,
    private readonly index: WorkspaceIndex,
  ) {}

  /**
   * The snippets for a cursor, at most as many as fit.
   *
   * @param reading what its prompt takes to read with some of them.
   * @param isIdle whether no call waits for the answer.
   */
  at(place: SnippetPlace, reading: (snippets: readonly Snippet[]) => PromptCost, isIdle: boolean): readonly Snippet[] {
    const path = portable(place.path ?? '');
    const copied = clipboardPath(path);
    return this.keeper.snippetsFor(path, isIdle, {
      isKnown: (other) => this.index.known.has(other) || (other === copied && place.context.clipboard !== undefined),
      reading,
      choose: (kept) => this.choose(path, place, kept),
    });
  }

  private choose(path: string, place: SnippetPlace, kept: readonly Snippet[]): SnippetChoice {
    const { prefix, suffix, context, roomTokens } = place;
    const names = namesNear(prefix, suffix);
    const recent = (context.recent ?? []).map((recently) => ({ ...recently, path: portable(recently.path) }));
    const neighbours = context.snippets
      ? candidateFiles(this.index.known, {
          path,
          imports: importsOf(this.head(path, prefix), folderOf(path)),
          recent: recent.map((recently) => recently.path),
          related: relatedFiles(this.index, names, path, this.tokenizer.encode),
        })
      : [];
    const files = neighbours.flatMap((file) => this.linesOf(file) ?? []);
    const favoured = new Map<string, Favour>();
    for (const { path: edited, line } of recent) {
      if (line !== undefined) favoured.set(edited, { line, bonus: bonuses.edited });
    }
    if (context.clipboard !== undefined) {
      files.push(this.linesIn(clipboardPath(path), context.clipboard));
      favoured.set(clipboardPath(path), { line: 0, bonus: bonuses.copied });
    }
    const relevance = new Relevance(files, { names, favoured });
    const snippets = chooseSnippets(files, relevance, roomTokens, (...lines) => this.tokensOf(...lines));
    const worth = ({ path: other, fromLine }: Snippet): number => {
      const file = files.find((candidate) => candidate.path === other);
      return file ? relevance.scoreAt(file, fromLine) : 0;
    };
    return { snippets, keptScore: kept.reduce((sum, snippet) => sum + worth(snippet), 0) };
  }

  /** Text with the document's imports: of a large one, whose start is not in the request, the index has it. */
  private head(path: string, prefix: string): string {
    const own = this.index.known.get(path);
    const tokens = prefix.length < defaultLimits.before ? undefined : own && this.index.tokensOf(own);
    if (!tokens) return prefix;
    const head = Array.from(tokens.subarray(0, headTokens), (id) => this.textOf(id)).join('');
    return `${head}\n${prefix}`;
  }

  private linesOf(file: IndexedFile): FileLines | undefined {
    const tokens = this.lines.has(file) ? undefined : this.index.tokensOf(file);
    const lines = tokens ? fileLines(file.path, tokens, (id) => this.textOf(id)) : this.lines.get(file);
    if (!lines) return undefined;
    this.lines.delete(file);
    this.lines.set(file, lines);
    const [oldest] = this.lines.keys();
    if (this.lines.size > keptFiles) this.lines.delete(oldest!);
    return lines;
  }

  private linesIn(path: string, text: string): FileLines {
    const ids = this.tokenizer.encode(partsWithoutSecrets(normalize(text)).join(''));
    const tokens = packTokens(ids, this.index.vocabSize);
    return fileLines(path, tokens, (id) => this.textOf(id));
  }

  private tokensOf({ path, tokens, starts }: FileLines, fromLine: number, toLine: number): number[] {
    const { encode } = this.tokenizer;
    const lines = tokens.subarray(starts[fromLine], starts[toLine]);
    const end = this.textOf(lines.at(-1)!).endsWith('\n') ? [] : encode('\n');
    return [...encode(`${path}\n`), ...lines, ...end];
  }

  /** The bytes of a token, one character for each: ASCII stays as it is. */
  private textOf(id: number): string {
    return (this.spelled[id] ??= String.fromCharCode(...this.tokenizer.vocabulary.bytes(id)));
  }
}

/** The clipboard counts as a file of the document's language. */
const clipboardPath = (path: string): string => `clipboard${/\.\w+$/.exec(path)?.[0] ?? ''}`;
