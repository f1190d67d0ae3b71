import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPreRelease, releaseNotes, sectionsOf } from '../../../scripts/package/changelog.mjs';

const page = (...sections: readonly string[]): string => `# Changelog\n\n${sections.join('\n\n')}\n`;

describe('the changelog of this repository', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const sections = sectionsOf(readFileSync('CHANGELOG.md', 'utf8'));
  const versions = sections.flatMap((section) => section.version ?? []);

  test('has the version of the manifest as its newest one', () => {
    expect(versions[0]).toBe(version);
  });

  test('has what is unreleased at its top only', () => {
    expect(sections.slice(1).filter((section) => section.version === undefined)).toEqual([]);
  });

  test('has each version once, the newest first', () => {
    const rank = (text: string): number => text.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => rank(b) - rank(a)));
  });
});

describe('the channel of a version', () => {
  test.each([
    ['0.2.0', false],
    ['0.3.1', true],
    ['1.0.5', false],
    ['1.11.0', true],
  ])('%s is a pre-release: %s', (version, expected) => {
    expect(isPreRelease(version)).toBe(expected);
  });
});

describe('the notes of a release', () => {
  const release = { tag: 'v0.2.0', version: '0.2.0' };
  const section = '## 0.2.0 (2026-12-15)\n\n### Added\n\n- A web extension';

  test('are the section of its version', () => {
    const changelog = page(section, '## 0.1.0\n\nThe first version.');
    expect(releaseNotes({ ...release, changelog })).toBe('### Added\n\n- A web extension');
  });

  test('skip an empty section of what is unreleased', () => {
    expect(releaseNotes({ ...release, changelog: page('## Unreleased', section) })).toContain('A web extension');
  });

  test.each([
    ['has another tag', { tag: 'v0.2.1' }, page(section), 'The tag is v0.2.1, but the version in package.json is 0.2.0.'], // prettier-ignore
    ['has unreleased entries', {}, page('## Unreleased\n\n- A fix', section), 'are not those of 0.2.0'],
    ['has no section', {}, page('## 0.1.0 (2026-11-01)\n\nThe first version.'), 'are not those of 0.2.0'],
    ['has no day', {}, page('## 0.2.0\n\n- A web extension'), 'The section 0.2.0 in CHANGELOG.md has no day.'],
    ['has no entries', {}, page('## 0.2.0 (2026-12-15)'), 'The section 0.2.0 in CHANGELOG.md is empty.'],
    ['has an unknown heading', {}, page('## Next\n\n- A fix', section), 'CHANGELOG.md has the heading "## Next".'],
  ])('are refused when it %s', (_, changes, changelog, message) => {
    expect(() => releaseNotes({ ...release, ...changes, changelog })).toThrow(message);
  });

  test('are refused by the script that the workflow runs when the tag is wrong', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', '--tag', 'v999.0.0'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('The tag is v999.0.0')]);
  });
});
