import * as ort from 'onnxruntime-web/jspi';
import { floatGraph } from '../../onnx/floatMatrix.js';
import type { Runtime } from '../runtime.js';

/** From 32 tokens on, attention computes otherwise on a software adapter (runtime 1.30); up to 31 it is exact. */
const maxRunTokens = 16;

/**
 * ONNX Runtime as WebAssembly that computes on the browser's GPU. It is another build of the library than that for the
 * processor: its WebAssembly stops and goes on around what the GPU does (JavaScript Promise Integration).
 *
 * @param wasmBinary the bytes of that build's WebAssembly file.
 */
export function openGpuRuntime(wasmBinary: Uint8Array<ArrayBuffer>): Runtime {
  ort.env.logLevel = 'fatal';
  ort.env.wasm.wasmBinary = wasmBinary;
  ort.env.wasm.numThreads = 1;
  return {
    kind: 'webgpu',
    Tensor: ort.Tensor,
    maxRunTokens,
    // The numbers of WebAssembly on the processor: with the packed weights this provider rounds the inputs, too.
    open: ({ bytes }) =>
      ort.InferenceSession.create(floatGraph(bytes), { executionProviders: ['webgpu'], graphOptimizationLevel: 'all' }),
  };
}
