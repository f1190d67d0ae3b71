import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Precision } from '../../../bench/weights/decoder.js';
import { readDecoder, type Config } from '../../../bench/weights/readDecoder.js';
import { tokenListOf } from '../../../bench/weights/tokenLists.js';
import { writeGguf, writePlainFolder } from '../../../bench/weights/writeModel.js';

/** The built-in model's weights without n-gram tables, for both engines. */
export interface TestModels {
  /** For llama-server. */
  readonly gguf: string;
  /** For the built-in engine. */
  readonly folder: string;
  dispose(): void;
}

/**
 * Writes both into a temporary folder, about 50 MB, or 110 MB if exact.
 *
 * @param modelFolder that of the built-in model.
 */
export function makeTestModels(modelFolder: string, precision?: Precision): TestModels {
  const readJson = (file: string): unknown => JSON.parse(readFileSync(join(modelFolder, file), 'utf8'));
  const into = mkdtempSync(join(tmpdir(), 'inkling-models-'));
  const graph = readFileSync(join(modelFolder, 'onnx', 'model_quantized.onnx'));
  const decoder = readDecoder(graph, readJson('config.json') as Config);
  const gguf = join(into, 'inkling-30m.gguf');
  writeGguf(gguf, decoder, tokenListOf(readJson('tokenizer.json'), decoder.shape.vocabulary), precision);
  const folder = join(into, 'inkling-30m');
  writePlainFolder(folder, decoder, modelFolder, precision);
  return { gguf, folder, dispose: () => rmSync(into, { recursive: true, force: true }) };
}
