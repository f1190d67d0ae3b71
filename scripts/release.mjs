/**
 * Checks a release before it is built: its tag, the manifest and the changelog agree. Writes its notes to `out/notes.md`
 * and prints `channel=release` or `channel=pre-release`.
 *
 *   node scripts/release.mjs --tag v0.2.0
 *
 * Only Node's own modules are needed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { isPreRelease, releaseNotes } from './package/changelog.mjs';

const read = (/** @type {string} */ name) => readFileSync(path.join(repoRoot, name), 'utf8');

try {
  const { tag } = parseArgs({ options: { tag: { type: 'string' } } }).values;
  const { version } = JSON.parse(read('package.json'));
  if (tag === undefined) throw new Error(`Give the tag: --tag v${version}`);
  const notes = releaseNotes({ tag, version, changelog: read('CHANGELOG.md') });
  mkdirSync(path.join(repoRoot, 'out'), { recursive: true });
  writeFileSync(path.join(repoRoot, 'out', 'notes.md'), `${notes}\n`);
  console.log(`channel=${isPreRelease(version) ? 'pre-release' : 'release'}`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
