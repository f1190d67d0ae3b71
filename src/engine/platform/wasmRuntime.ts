import type { InferenceSession } from 'onnxruntime-common';
import * as ort from 'onnxruntime-web/wasm';
import { floatGraph } from '../onnx/floatMatrix.js';
import type { Runtime } from './runtime.js';

/**
 * ONNX Runtime as WebAssembly, on one thread, for browsers and for systems without a native library.
 *
 * @param wasmBinary the bytes of the library's WebAssembly file.
 * @param beforeRun awaited before each run: no message is heard during one, and without shared memory none between two.
 */
export function openWasmRuntime(wasmBinary: Uint8Array<ArrayBuffer>, beforeRun?: () => Promise<void>): Runtime {
  ort.env.logLevel = 'fatal';
  ort.env.wasm.wasmBinary = wasmBinary;
  // More need shared memory, which a browser gives to isolated pages only.
  ort.env.wasm.numThreads = 1;
  return {
    kind: 'wasm',
    Tensor: ort.Tensor,
    open: async ({ bytes }) => {
      // Without a kernel for MatMulNBits, the library unpacks all weights at each run.
      const session = await ort.InferenceSession.create(floatGraph(bytes), {
        executionProviders: ['wasm'],
        graphOptimizationLevel: 'all',
      });
      return beforeRun ? waiting(session, beforeRun) : session;
    },
  };
}

/** The same session, with a wait before each run. */
function waiting(session: InferenceSession, beforeRun: () => Promise<void>): InferenceSession {
  const run = session.run.bind(session) as (...args: unknown[]) => ReturnType<InferenceSession['run']>;
  return Object.assign(session, {
    run: async (...args: unknown[]) => {
      await beforeRun();
      return run(...args);
    },
  });
}
