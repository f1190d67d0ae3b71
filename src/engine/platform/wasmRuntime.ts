import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { floatMatrix } from '../onnx/floatMatrix.js';
import { newRowsAddition } from '../onnx/newRows.js';
import { concatenated } from '../onnx/protobuf.js';
import { rewriteMatrices } from '../onnx/rewriteMatrices.js';
import type { Runtime } from './runtime.js';

/**
 * ONNX Runtime as WebAssembly, on one thread, for browsers and for systems without a native library.
 *
 * @param wasm the file `ort-wasm-simd-threaded.wasm`.
 * @param beforeRun awaited before each run, since a run is not interrupted by messages.
 */
export function openWasmRuntime(wasm: Uint8Array<ArrayBuffer>, beforeRun: () => Promise<void>): Promise<Runtime> {
  env.logLevel = 'fatal';
  env.wasm.wasmBinary = wasm;
  // More need shared memory, which a browser gives to isolated pages only.
  env.wasm.numThreads = 1;
  return Promise.resolve({
    kind: 'wasm',
    Tensor,
    open: async ({ bytes }) => {
      const session = await InferenceSession.create(wasmGraph(bytes), { executionProviders: ['wasm'] });
      const run = session.run.bind(session);
      return Object.assign(session, {
        run: async (...args: Parameters<typeof run>) => {
          await beforeRun();
          return run(...args);
        },
      });
    },
  });
}

/** A graph without MatMulNBits, for which the library has no kernel: it unpacks all weights at each run. */
const wasmGraph = (file: Uint8Array): Uint8Array =>
  concatenated([...rewriteMatrices(file, floatMatrix), newRowsAddition(file)]);
