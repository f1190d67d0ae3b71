import { expect, it } from 'vitest';
import { relatedFiles } from '../../../../src/core/snippets/relatedFiles.js';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { settle } from '../workspace/support/workspaces.js';
import { tokensOf } from './support/texts.js';

/** Each word is a token here, and so is the text between two. */
function related(files: Readonly<Record<string, string>>, names: Record<string, number>, path = 'own.ts'): string[] {
  const index = new WorkspaceIndex(1000);
  for (const [name, text] of Object.entries(files)) index.set(name, tokensOf(text));
  settle(index);
  return relatedFiles(index, new Map(Object.entries(names)), path, (text) => tokensOf(text));
}

it('relatedFiles returns files that share names, those with rare names first', () => {
  const files = {
    'a/one.ts': 'common rare;',
    'b/two.ts': 'x common;',
    'c/three.ts': 'common other;',
    'own.ts': 'common rare;',
  };
  expect(related(files, { common: 1, rare: 1, gone: 1 })).toEqual(['a/one.ts', 'b/two.ts', 'c/three.ts']);
  expect(related(files, { rare: 1 })).toEqual(['a/one.ts']);
  expect(related(files, { rare: 1 }, 'a/one.ts')).toEqual(['own.ts']);
  expect(related(files, { gone: 1 })).toEqual([]);
});

it('relatedFiles ignores names of more than 16 files', () => {
  const files = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.ts`, 'name;']));
  expect(related(files(16), { name: 1 }).length).toBe(16);
  expect(related(files(17), { name: 1 })).toEqual([]);
});

it('relatedFiles looks up the 24 nearest names', () => {
  const names = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`name${i}`, 1 / (1 + i)]));
  const files = { 'last.ts': 'name24;', 'first.ts': 'name23;' };
  expect(related(files, names)).toEqual(['first.ts']);
});
