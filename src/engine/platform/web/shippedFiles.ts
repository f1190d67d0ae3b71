/** The files of the extension that the worker of a browser needs at once, by their names in its folders. */

export const workerFile = 'worker.js';

/** The library's WebAssembly file, which is beside the worker. */
export const wasmFile = 'ort-wasm-simd-threaded.wasm';

/** The WebAssembly file of the library's build for GPUs. */
export const gpuWasmFile = 'ort-wasm-simd-threaded.jspi.wasm';

/** The embedded model's graph. */
export const graphFile = 'onnx/model_quantized.onnx';

const modelFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'mixture.json', 'confidence.json'];

/**
 * The addresses of all that a start reads.
 *
 * @param folder the address of the folder of the built files.
 * @param model the address of the embedded model's folder.
 */
export const filesOfStart = (folder: string, model: string): readonly string[] => [
  ...[workerFile, wasmFile].map((name) => `${folder}/${name}`),
  ...[...modelFiles, graphFile].map((name) => `${model}/${name}`),
];
