import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from '../../src/core/prompt/lineEndings.js';

/** A file of the workspace that is edited. */
export interface SoakFile {
  readonly path: string;
  readonly text: string;
}

/** The repository's folders with sources: TypeScript, JavaScript, Python, Markdown. */
const folders = ['src', 'bench', 'quality', 'training', 'scripts', 'docs', 'test/fixtures'];
const minCharacters = 400;
const maxCharacters = 40_000;

/** The repository's own sources in a fixed order. */
export function sourcesOf(repository: string): SoakFile[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs|py|md)$/.test(name) && !/node_modules|\.venv/.test(name))
      .map((name) => join(folder, name)),
  );
  return paths
    .sort()
    .map((path) => ({ path, text: normalize(readFileSync(join(repository, path), 'utf8')) }))
    .filter(({ text }) => text.length >= minCharacters && text.length <= maxCharacters);
}
