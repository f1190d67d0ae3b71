import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { modelFolder } from './engines.js';
import { fimTokens, writeToyModel } from './toyFolder.js';
import type { ToyOptions } from './toyGraph.js';
import { toyTokenizer, type ToyTokenizer } from './toyTokenizer.js';

export { fimTokens, plainTokens } from './toyFolder.js';

/** An empty folder that goes when the test ends. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a small model that differs from its siblings only in `options`; returns its folder, gone after the test. */
export function toyModel(options: ToyOptions, special: readonly string[] = fimTokens): string {
  return toyWith(options, toyTokenizer(special));
}

/** The same with the embedded model's vocabulary: it knows nothing and so, as its drafter, is nearly always wrong. */
export function toyOfEmbeddedVocabulary(options: ToyOptions): string {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(modelFolder, file), 'utf8'));
  const { vocab_size: vocabSize } = json('config.json') as { vocab_size: number };
  const [tokenizer, config] = [json('tokenizer.json'), json('tokenizer_config.json')];
  return toyWith(options, { vocabSize, unspoken: [], tokenizer, config });
}

/** The same with a graph of `vocabSize` tokens, whatever its tokenizer has. */
export function toyOfOtherVocabulary(vocabSize: number): string {
  const toy = toyTokenizer(fimTokens);
  return toyWith({ attention: 'gqa' }, { ...toy, vocabSize, unspoken: toy.unspoken.filter((id) => id < vocabSize) });
}

function toyWith(options: ToyOptions, toy: ToyTokenizer): string {
  const folder = folderOfTest();
  writeToyModel(folder, options, toy);
  return folder;
}
