import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf } from '../../../src/core/language/languageOf.js';
import { Grammars } from '../../../src/engine/structure/grammars.js';
import { wholeBlocks } from '../../../src/engine/structure/wholeBlocks.js';
import { folderOfTest } from '../files/support/processes.js';
import { grammarFilesIn } from '../../../src/engine/platform/node/grammarFiles.js';

const files = join(import.meta.dirname, '../../../node_modules/@vscode/tree-sitter-wasm/wasm');

function grammarsOfTest() {
  const folder = folderOfTest();
  const told: unknown[] = [];
  const bring = (name: string): void => cpSync(join(files, name), join(folder, name));
  return { folder, told, bring, grammars: new Grammars(grammarFilesIn(folder), (error) => told.push(error)) };
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

test('ends a block by the grammar of the language id when the file name tells none', async () => {
  const { bring, grammars } = grammarsOfTest();
  bring('tree-sitter.wasm');
  bring('tree-sitter-go.wasm');
  const [prefix, suffix, text] = ['func f() {', '\n', '\n\ta()\n}\n\nfunc g() {'];
  const request = {
    path: 'bin/run',
    prefix,
    suffix,
    mode: 'block',
    maxTokens: 99,
    strategy: { kind: 'greedy' },
  } as const;
  const decoded = [{ tokens: [{ id: 0, text, logprob: 0 }], stop: { reason: 'limit', keep: text.length }, score: 0 }];
  const lengthIn = async (languageId: string): Promise<number> => {
    const [ended] = await wholeBlocks(decoded as never, { ...request, languageId }, { prefix, suffix }, grammars);
    return ended!.stop.keep;
  };
  expect(await lengthIn('go')).toBe('\n\ta()\n}'.length);
  expect(await lengthIn('plaintext')).toBe(text.length);
});
