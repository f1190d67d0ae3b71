import { readFile } from 'node:fs/promises';
import type { Runtime, RuntimeChoice } from '../runtime.js';
import { openWasmRuntime } from '../wasmRuntime.js';
import { libraryFault } from './libraryFault.js';
import { openNativeRuntime } from './nativeRuntime.js';

/**
 * Opens Node's runtimes: the native library, or WebAssembly where the system does not load that.
 *
 * @param wasmFile the library as WebAssembly.
 */
export function nodeRuntimes(wasmFile: string): (choice?: RuntimeChoice) => Promise<Runtime> {
  // Messages need no pause here: the flag of void requests is in shared memory.
  const wasm = async (): Promise<Runtime> =>
    openWasmRuntime(new Uint8Array(await readFile(wasmFile)), () => Promise.resolve());
  return async (choice) => {
    if (choice === 'wasm') return wasm();
    try {
      return await openNativeRuntime();
    } catch (error) {
      const slowBecause = libraryFault(error, `${process.platform}-${process.arch}`);
      if (slowBecause === undefined || choice === 'native') throw error;
      return { ...(await wasm()), slowBecause };
    }
  };
}
