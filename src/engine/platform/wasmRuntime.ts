import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { withNewRows } from '../onnx/newRows.js';
import type { Runtime } from './runtime.js';

/**
 * ONNX Runtime as WebAssembly, on one thread.
 *
 * @param wasm the file `ort-wasm-simd-threaded.wasm`.
 * @param beforeRun awaited before each run, since a run is not interrupted by messages.
 */
export function openWasmRuntime(wasm: Uint8Array<ArrayBuffer>, beforeRun: () => Promise<void>): Promise<Runtime> {
  env.wasm.wasmBinary = wasm;
  env.wasm.numThreads = 1;
  return Promise.resolve({
    kind: 'wasm',
    Tensor,
    open: async ({ bytes }) => {
      const session = await InferenceSession.create(withNewRows(bytes), { executionProviders: ['wasm'] });
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
