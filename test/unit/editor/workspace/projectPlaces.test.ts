import { describe, expect, it } from 'vitest';
import {
  isGenerated,
  isInSkippedFolder,
  isSkippedFolder,
} from '../../../../src/editor/workspace/files/projectPlaces.js';

describe('places in a project', () => {
  it.each(['node_modules/a/b.js', 'packages/app/dist/a.js', '.git/info/exclude', 'vendor/a.go', 'venv/a/b.py'])(
    '%s is not the project’s own',
    (path) => expect(isInSkippedFolder(path)).toBe(true),
  );

  it.each(['src/build.ts', 'build', 'distance/a.ts', 'src/outer/a.ts', 'a.ts'])('%s is its own', (path) =>
    expect(isInSkippedFolder(path)).toBe(false),
  );

  it('are folders too', () => {
    expect(isSkippedFolder('src/build')).toBe(true);
    expect(isSkippedFolder('src/builder')).toBe(false);
  });

  it.each(['a.min.js', 'package-lock.json', 'Cargo.lock', 'a.SVG', 'a.js.map'])('%s was made by a tool', (path) =>
    expect(isGenerated(path)).toBe(true),
  );
});
