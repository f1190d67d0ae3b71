import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import './support/withoutTelemetry.js';
import { loadModel, type LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { nodeRuntimes } from '../../src/engine/platform/node/nodeRuntime.js';
import { modelFolder } from './support/engines.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { requestAt } from './support/requests.js';

const runtime = nodeRuntimes(join('node_modules', 'onnxruntime-web', 'dist', 'ort-wasm-simd-threaded.wasm'));
const platform = { ...modelPlatform, runtime: () => runtime('wasm') };

describe('the built-in model in WebAssembly', () => {
  let wasm: LoadedModel;
  let native: LoadedModel;

  beforeAll(async () => {
    wasm = await loadModel(platform, { folder: modelFolder, threads: 1 }, () => undefined);
    native = await loadInProcess();
  });

  afterAll(async () => {
    await wasm.dispose();
    await native.dispose();
  });

  test('has the logits of the native runtime, up to that one rounding activations', async () => {
    const prompt = wasm.encode('export function add(first: number, second: number): number {\n  return');
    const [own, other] = [await wasm.model.forward(prompt, 1), await native.model.forward(prompt, 1)];
    const differences = own.map((value, i) => Math.abs(value - other[i]!));
    expect(Math.max(...differences)).toBeLessThan(0.5);
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(0.1);
  });

  test('completes a line as the native runtime does', async () => {
    const request = requestAt(
      'function total(items: number[]) {\n  let sum = 0;\n  for (let i = 0; i < items.length; ‸\n}\n',
    );
    expect((await completeCold(wasm, request))!.text).toBe((await completeCold(native, request))!.text);
  });
});
