import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf } from '../../../src/core/language/languageOf.js';
import { Grammars } from '../../../src/engine/structure/grammars.js';
import { folderOfTest } from '../files/support/processes.js';

const files = join(import.meta.dirname, '../../../node_modules/@vscode/tree-sitter-wasm/wasm');

function grammarsOfTest() {
  const folder = folderOfTest();
  const told: unknown[] = [];
  const bring = (name: string): void => cpSync(join(files, name), join(folder, name));
  return { folder, told, bring, grammars: new Grammars(folder, (error) => told.push(error)) };
}

test('loads a grammar for a later request when it could not be loaded before', async () => {
  const { told, bring, grammars } = grammarsOfTest();
  expect(await grammars.parserFor(languageOf({ path: 'a.go' }))).toBeUndefined();
  bring('tree-sitter.wasm');
  expect(await grammars.parserFor(languageOf({ path: 'a.go' }))).toBeUndefined();
  bring('tree-sitter-go.wasm');
  const parser = await grammars.parserFor(languageOf({ path: 'a.go' }));
  expect(parser!.parse('package a')!.rootNode.hasError).toBe(false);
  expect(told).toHaveLength(1);
});

test('tries a grammar a few times, reports it once and loads others when it never loads', async () => {
  const { folder, told, bring, grammars } = grammarsOfTest();
  bring('tree-sitter.wasm');
  bring('tree-sitter-rust.wasm');
  mkdirSync(join(folder, 'tree-sitter-go.wasm'));
  for (let tried = 0; tried < 5; tried++)
    expect(await grammars.parserFor(languageOf({ path: 'a.go' }))).toBeUndefined();
  expect(await grammars.parserFor(languageOf({ path: 'a.rs' }))).toBeDefined();
  expect(told).toHaveLength(1);
});
