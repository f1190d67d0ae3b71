import type { Parser } from '@vscode/tree-sitter-wasm';
import { dirname } from 'node:path';
import type { Candidate } from '../../src/core/generate/candidates.js';
import { isCopy, repeatsLines } from '../../src/core/generate/copies.js';
import type { ShownText } from '../../src/core/generate/shownText.js';
import type { Grammars } from '../../src/engine/structure/grammars.js';
import type { MeasuredWorkspace } from '../material/material.js';
import { similarity } from '../measures/texts.js';
import { fileWith, originalText, type GenerateCase } from './cases.js';
import { markdownStructure, structureOf, type Structure } from './structure.js';
import { undeclaredNames } from './treeNames.js';
import { TypeScriptNames } from './typescriptNames.js';
import { worthOf, type Worth } from './worth.js';

/** The outcome of a case: what was offered, and how good it is; `offered` is absent where nothing was. */
export interface MeasuredCase {
  readonly one: GenerateCase;
  /** The way in which it was offered. */
  readonly variant: string;
  readonly offered?: OfferedText;
  readonly latencyMs: number;
}

export interface OfferedText extends Structure, Worth {
  readonly text: string;
  readonly replaces: number;
  readonly confidence?: number;
  /** Names that the text uses and nothing declares, without those of the original text. */
  readonly undeclared: readonly string[];
  readonly repeats: boolean;
  /** Whether it is in the file already, word for word, and the original text is not. */
  readonly copies: boolean;
  readonly similarity: number;
}

type OfferedCandidate = Pick<Candidate, 'text' | 'replaces' | 'confidence'>;

/** Measures the texts of a workspace's cases. Its creator disposes it. */
export class CaseMeasure {
  private typescript: TypeScriptNames | undefined;

  constructor(
    private readonly workspace: MeasuredWorkspace,
    private readonly grammars: Grammars,
  ) {}

  async measure(one: GenerateCase, { text, replaces, confidence }: OfferedCandidate): Promise<OfferedText> {
    const parser = await this.grammars.parserFor(one.language);
    const { target, original } = one;
    const around = [target.prefix, target.suffix];
    return {
      text,
      replaces,
      ...(confidence === undefined ? {} : { confidence }),
      ...(parser ? structureOf(one, parser, text, replaces) : markdownStructure(one, text)),
      ...worthOf(text, original),
      undeclared: parser ? this.undeclared(one, parser, { text, replaces }) : [],
      repeats: repeatsLines(text, target.prefix),
      copies: isCopy(text, around) && !isCopy(original, around),
      similarity: similarity(text.trim(), original.trim()),
    };
  }

  dispose(): void {
    this.typescript?.dispose();
  }

  private undeclared(one: GenerateCase, parser: Parser, shown: ShownText): readonly string[] {
    const known = new Set(this.namesOf(one, parser, { text: originalText(one), replaces: 0 }));
    return this.namesOf(one, parser, shown).filter((name) => !known.has(name));
  }

  private namesOf(one: GenerateCase, parser: Parser, { text, replaces }: ShownText): readonly string[] {
    const { path, codeLanguage, target } = one;
    const document = fileWith(one, text, replaces);
    const range = { start: target.prefix.length, end: target.prefix.length + text.length };
    if (codeLanguage === 'Markdown') return [];
    if (codeLanguage === 'TypeScript') {
      this.typescript ??= new TypeScriptNames(this.workspace.files);
      return this.typescript.undeclared(path, document, range.start, range.end);
    }
    const tree = parser.parse(document);
    if (!tree) throw new Error('The parser has no language.');
    try {
      return undeclaredNames(tree.rootNode, codeLanguage, range, this.neighbours(path));
    } finally {
      tree.delete();
    }
  }

  /** The texts of the other files in a file's folder, whose names some languages need not import. */
  private neighbours(path: string): string {
    const folder = dirname(path);
    const files = this.workspace.files.filter((file) => file.path !== path && dirname(file.path) === folder);
    return files.map(({ text }) => text).join('\n');
  }
}

/** A case's result for the JSON file. */
export const caseRecord = ({ one, ...result }: MeasuredCase): object => ({
  kind: one.kind,
  repository: one.repository,
  language: one.codeLanguage,
  path: one.path,
  start: one.target.prefix.length,
  original: one.original,
  ...result,
});
