import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Everything that people see in the editor comes from here; the terminal's command speaks English. */
const folders = ['src/core', 'src/engine', 'src/models', 'src/server', 'src/editor'];

/** A text in the sources and its position. */
export interface SourceText {
  readonly text: string;
  readonly place: string;
}

/** The texts of the sources. */
export interface SourceTexts {
  /** First arguments of `t(…)`, `l10n.t(…)` and `vscode.l10n.t(…)`. */
  readonly translated: readonly SourceText[];
  /** Calls of those without one literal text: they could not be translated. */
  readonly unreadable: readonly string[];
  /** Literals that look like sentences for users and are in no such call. */
  readonly bare: readonly SourceText[];
}

const isTranslating = ({ expression }: ts.CallExpression): boolean =>
  ts.isIdentifier(expression)
    ? expression.text === 't'
    : ts.isPropertyAccessExpression(expression) &&
      expression.name.text === 't' &&
      /(^|\.)l10n$/.test(expression.expression.getText());

/** Bugs and the log are for developers, in English. */
function isForDevelopers(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return /^(Type|Range)?Error$|^(WorkerDied|GitFailed)$/.test(node.expression.getText());
  if (!ts.isCallExpression(node)) return false;
  return /(^|\.)((log|console)\??\.(trace|debug|info|warn|error)|reporter\.info)$/.test(node.expression.getText());
}

/** Two words with a space between, the first with a capital letter: `Show the log`. What has braces or ends lines with `;` is code or style. */
const looksLikeSentence = (text: string): boolean =>
  !/[{;]\n|\{ /.test(text) && /\p{Lu}\p{Ll}+ \p{Ll}+|\p{Ll}{2,} \p{Ll}{2,} \p{Ll}{2,}/u.test(text);

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
  return undefined;
}

function readFile(file: string, found: { translated: SourceText[]; unreadable: string[]; bare: SourceText[] }): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const placeOf = (node: ts.Node): string =>
    `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  // What core/ throws are bugs, and its other long literals lists of words; the diagnostics are read by developers.
  const isForUs = ['core', 'editor/report'].some((folder) => file.startsWith(join('src', folder)));
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isForDevelopers(node)) return;
    if (ts.isCallExpression(node) && isTranslating(node)) {
      const [text, ...values] = node.arguments;
      if (text && ts.isStringLiteral(text)) found.translated.push({ text: text.text, place: placeOf(node) });
      else found.unreadable.push(placeOf(node));
      values.forEach(visit);
      return;
    }
    const text = literalText(node);
    if (text !== undefined && !isForUs && looksLikeSentence(text)) found.bare.push({ text, place: placeOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** Reads all sources whose texts people see in the editor. */
export function sourceTexts(root: string): SourceTexts {
  const found = { translated: [], unreadable: [], bare: [] };
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  for (const file of [...files, join('src', 'extension.ts')].filter((name) => name.endsWith('.ts')))
    readFile(file, found);
  return found;
}
