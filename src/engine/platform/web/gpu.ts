/** The part of WebGPU's interface that says whether there is a GPU. */
interface Gpu {
  requestAdapter(): Promise<{ readonly info: { readonly isFallbackAdapter?: boolean } } | null>;
}

interface WorkerGlobals {
  readonly navigator: { readonly gpu?: Gpu };
  readonly WebAssembly: object;
}

const globals = globalThis as unknown as WorkerGlobals;

/**
 * Whether the browser gives this worker a GPU, and WebAssembly that can wait for it.
 *
 * @param allowsSoftware whether a processor that acts as a GPU counts, too: it is far slower than WebAssembly.
 */
export async function hasGpu(allowsSoftware: boolean): Promise<boolean> {
  if (!('Suspending' in globals.WebAssembly)) return false;
  const adapter = await globals.navigator.gpu?.requestAdapter();
  if (!adapter) return false;
  return allowsSoftware || adapter.info.isFallbackAdapter !== true;
}
