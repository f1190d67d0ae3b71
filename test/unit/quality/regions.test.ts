import { expect, test } from 'vitest';
import { chooseRegions } from '../../../quality/typing/regions.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { someCode, workspaceOf } from './support/workspaces.js';

test('chooseRegions returns regions of 30 to 60 whole lines of different files', () => {
  const text = someCode(80);
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`src/${i}.ts`, text]));
  const regions = chooseRegions([workspaceOf('TypeScript', files)], 11, seededRng(1));
  expect(regions).toHaveLength(4);
  expect(new Set(regions.map(({ path }) => path)).size).toBe(4);
  for (const { prefix, goal, suffix, unit } of regions) {
    expect(prefix + goal + suffix).toBe(text);
    expect(prefix).toMatch(/(?:^|\n)[ \t]*$/);
    expect(goal).toMatch(/^\S[^]*\S$/);
    expect(suffix[0]).toBe('\n');
    const lines = goal.split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(30);
    expect(lines).toBeLessThanOrEqual(60);
    expect(unit).toBe('  ');
  }
});

test('chooseRegions returns none for files that are too short', () => {
  expect(chooseRegions([workspaceOf('TypeScript', { 'a.ts': someCode(3) })], 11, seededRng(1))).toEqual([]);
});
