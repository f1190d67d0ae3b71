import type { Node } from '@vscode/tree-sitter-wasm';
import type { GenerateTarget, TargetKind } from '../../src/core/generate/target.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import type { Rng } from '../../src/core/sampling/rng.js';
import type { SourceFile } from '../material/material.js';
import type { MeasuredLanguage } from '../repositories.js';
import type { CaseKind, GenerateCase } from './cases.js';
import { functionsIn, type FunctionNode } from './functions.js';

/** A small model writes no longer body as its developers would. */
const maxLines = 12;
const maxStatements = 3;

/** A file of a repository and its tree. */
export interface ParsedFile {
  readonly repository: string;
  readonly codeLanguage: MeasuredLanguage;
  readonly file: SourceFile;
  readonly root: Node;
}

/** Kinds of cases inside a function. */
export type FunctionCaseKind = Exclude<CaseKind, 'markdown' | 'empty file'>;

interface Cut {
  readonly prefix: string;
  readonly original: string;
  readonly suffix: string;
  readonly kind?: TargetKind;
  readonly lead?: string;
}

const pick = <T>(rng: Rng, from: readonly T[]): T | undefined => from[Math.floor(rng() * from.length)];

const lineCount = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

const cuts: Readonly<Record<FunctionCaseKind, (text: string, found: FunctionNode, rng: Rng) => Cut | undefined>> = {
  'documented body': (text, { inner, doc }) => (doc ? bodyCut(text, inner) : undefined),
  body(text, { inner, doc }) {
    if (!doc) return undefined;
    const cut = bodyCut(text, inner);
    return { ...cut, prefix: cut.prefix.slice(0, doc.start) + cut.prefix.slice(doc.end) };
  },
  selection(text, { statements }, rng) {
    const count = 1 + Math.floor(rng() * Math.min(maxStatements, statements.length - 1));
    if (statements.length < 2) return undefined;
    const at = Math.floor(rng() * (statements.length - count + 1));
    const [first, last] = [statements[at]!, statements[at + count - 1]!];
    return { ...between(text, first.startIndex, last.endIndex), kind: 'inside' };
  },
  comment(text, { statements }, rng) {
    const described = statements.flatMap((statement) => {
      const lineStart = text.lastIndexOf('\n', statement.startIndex - 1) + 1;
      const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart).trim();
      return lineStart > 0 && /^(?:\/\/|#)\s*\w/.test(above) ? [{ statement, lineStart }] : [];
    });
    const one = pick(rng, described);
    if (!one) return undefined;
    const { statement, lineStart } = one;
    const lead = text.slice(lineStart - 1, statement.startIndex);
    const cut = between(text, statement.startIndex, statement.endIndex);
    return { ...cut, prefix: cut.prefix.slice(0, lineStart - 1), lead, kind: 'comment' };
  },
};

const between = (text: string, start: number, end: number): Cut => ({
  prefix: text.slice(0, start),
  original: text.slice(start, end),
  suffix: text.slice(end),
});

const bodyCut = (text: string, { start, end }: FunctionNode['inner']): Cut => between(text, start, end);

/** The target of a case, as the editor makes it from a document. */
export function cutTarget(path: string, { prefix, suffix, kind = 'continue', lead = '' }: Cut): GenerateTarget {
  return { kind, path, language: languageOf({ path }), prefix, suffix, lead };
}

/** A case of a kind in a random function of a file; undefined where none is suitable. */
export function cutCase(
  kind: FunctionCaseKind,
  { repository, codeLanguage, file: { path, text }, root }: ParsedFile,
  rng: Rng,
): GenerateCase | undefined {
  const found = pick(rng, functionsIn(root, text, codeLanguage));
  const cut = found && cuts[kind](text, found, rng);
  if (!cut || cut.original.trim() === '' || lineCount(cut.original) > maxLines) return undefined;
  const target = cutTarget(path, cut);
  return { kind, repository, codeLanguage, path, language: target.language, target, original: cut.original };
}
