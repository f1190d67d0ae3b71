import type { InferenceSession, TensorConstructor } from 'onnxruntime-common';

/** `native`: ONNX Runtime's library. `wasm`: the same as WebAssembly, on one thread. `webgpu`: WebAssembly and a GPU. */
export type RuntimeKind = 'native' | 'wasm' | 'webgpu';

/** A runtime that is asked for; without a choice, the fastest that loads. */
export type RuntimeChoice = 'native' | 'wasm';

export const runtimeChoices: readonly RuntimeChoice[] = ['native', 'wasm'];

/** A graph and where its weights are. */
export interface GraphFile {
  /** The .onnx file, unchanged. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The folder of weights in files of their own; absent where there is no disk. */
  readonly folder?: string;
}

/** An inference runtime: opens graphs in the form that suits it. */
export interface Runtime {
  readonly kind: RuntimeKind;
  /** A message for the user that it takes the place of a faster one, which does not load here. */
  readonly slowBecause?: string;
  /** The most tokens in one run; absent where there is no limit but the context. */
  readonly maxRunTokens?: number;
  /** Tensors of another copy of the library are refused. */
  readonly Tensor: TensorConstructor;
  /**
   * Opens a graph whose outputs are those of `withNewRows`.
   *
   * @param threads inside one forward; ignored where there is only one.
   * @throws Error if the runtime cannot read the graph, or lacks an operator.
   */
  open(graph: GraphFile, threads: number): Promise<InferenceSession>;
}
