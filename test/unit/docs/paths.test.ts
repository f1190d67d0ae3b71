import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemasIn, type SettingsManifest } from '../../../src/core/settingSchema.js';

const rootPages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'GLOSSARY.md'];
const pages = [...rootPages, ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

const textOf = (page: string): string => readFileSync(page, 'utf8');
const allIn = (page: string, pattern: RegExp): string[] => [
  ...new Set([...textOf(page).matchAll(pattern)].map((match) => match[1]!)),
];

interface Manifest extends SettingsManifest {
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const texts = JSON.parse(textOf('package.nls.json')) as Readonly<Record<string, string>>;

const properties = schemasIn(manifest);
const settings = Object.keys(properties);
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

it('lists every setting with its default in the README, in the order of the Settings editor', () => {
  const rows = [...textOf('README.md').matchAll(/^\| `(inkling\.[\w.]+)`\s*\| `([^`]*)`\s*\|/gm)];
  const listed = rows.map(([, name, value]) => [name!, JSON.parse(value!)] as const);
  const defaults = Object.entries(properties).map(([name, setting]) => [name, setting.default] as const);
  expect(listed).toEqual(defaults);
});

it('heads the settings in the README as the Settings editor does', () => {
  const [, settingsChapter = ''] = /^## Settings$(.*?)^## /ms.exec(textOf('README.md')) ?? [];
  const headings = [...settingsChapter.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading!.toLowerCase());
  const titles = manifest.contributes.configuration.map(({ title }) => texts[title.replaceAll('%', '')]!.toLowerCase());
  expect(headings).toEqual(titles);
});

it('names types that exist in the glossary', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const exported = new Set(
    sources.flatMap((file) =>
      [...textOf(join('src', file)).matchAll(/^export (?:class|interface|type) (\w+)/gm)].map(([, name]) => name!),
    ),
  );
  const named = allIn('GLOSSARY.md', /`([A-Z]\w+)(?:\.\w+)?`/g);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !exported.has(name))).toEqual([]);
});
