import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { languages } from '../../../../src/core/language/languages.js';

const root = join(import.meta.dirname, '../../../..');
/** Extensions of programming languages; those of a single letter, as in `r`, mean too many other things. */
const extensions = new Set(
  languages
    .filter(({ family, isMarkup, id }) => family !== 'data' && !isMarkup && id !== 'markdown')
    .flatMap((language) => language.extensions)
    .filter((extension) => extension.length > 1),
);

const allowed: Readonly<Record<string, readonly string[]>> = {
  // Names of single files that hold secrets: `wp-config.php` says nothing about PHP.
  [join('src', 'core', 'policy', 'secretPatterns.ts')]: ['jl', 'php', 'exs'],
  // Files of the build, in which a stack trace ends.
  [join('src', 'editor', 'report', 'problemText.ts')]: ['js'],
  // Formats and names of the build's own input and output.
  'esbuild.mjs': ['.cjs', '.js', '.ts', 'cjs'],
};

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith(join('core', 'language')))
  .map((file) => join('src', file));

/** Whether a literal is a list of extensions, or an extension with its dot. */
const isExtensions = (literal: string): boolean => {
  const words = literal.split(/\s+/).map((word) => word.replace(/^\./, ''));
  return words.every((word) => extensions.has(word));
};

/** Extensions after a dot, or among the alternatives of a pattern. */
function extensionsIn(pattern: string): string[] {
  return [...pattern.matchAll(/(?:\\\.|[(|:])(\w+)(?=[)|$/])/g)]
    .map((found) => found[1]!)
    .filter((word) => extensions.has(word));
}

const factsIn = (file: string): string[] => factsInText(readFileSync(join(root, file), 'utf8'));

function factsInText(text: string): string[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) && isExtensions(node.text)) found.push(node.text);
    if (ts.isRegularExpressionLiteral(node)) found.push(...extensionsIn(node.text));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('finds no extension of a language outside of the table', () => {
  const found = [...sources, 'esbuild.mjs'].flatMap((file) =>
    factsIn(file)
      .filter((literal) => !allowed[file]?.includes(literal))
      .map((literal) => `${file}: ${literal}`),
  );
  expect(found).toEqual([]);
});

it('would find them in a list, with a dot and in a pattern', () => {
  const texts = ["a('py pyi')", "a('.rb')", 'a(/\\.(?:ts|js)$/)', "a('of go')"];
  expect(texts.map((text) => factsInText(text))).toEqual([['py pyi'], ['.rb'], ['ts', 'js'], []]);
});
