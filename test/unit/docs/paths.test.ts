import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rootPages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'GLOSSARY.md'];
const pages = [...rootPages, ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

const textOf = (page: string): string => readFileSync(page, 'utf8');
const allIn = (page: string, pattern: RegExp): string[] => [
  ...new Set([...textOf(page).matchAll(pattern)].map((match) => match[1]!)),
];

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, object>> } };
}
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const texts = JSON.parse(textOf('package.nls.json')) as Readonly<Record<string, string>>;

const settings = Object.keys(manifest.contributes.configuration.properties);
const commandTitles = Object.entries(texts).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : []));

describe.each(pages)('%s', (page) => {
  it('names files and folders that exist', () => {
    // Paths from the root, in text, tables and commands; links are checked below.
    const paths = allIn(page, /(?<![\w/.-])((?:src|docs|test|bench|quality|scripts|training|model|l10n)\/[\w./-]*\w)/g);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to files that exist', () => {
    const targets = allIn(page, /\]\((?!https?:|#)([^)#\s]+)/g);
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const scripts = allIn(page, /\bnpm run (?:-s )?([\w:]+)/g);
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  it('names settings that exist', () => {
    const named = allIn(page, /`(inkling\.[\w.]+\w)`/g);
    expect(named.filter((name) => !settings.includes(name))).toEqual([]);
  });

  it('names commands by their titles', () => {
    const named = allIn(page, /\bInkling: ([A-Z][\w ]*\w)\*\*/g);
    expect(named.filter((title) => !commandTitles.includes(title))).toEqual([]);
  });
});
