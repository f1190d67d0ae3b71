/** The part of node-llama-cpp's types that is used here: it is installed where the compiler does not look. */

export interface LlamaModule {
  readonly getLlama: (options: { gpu: false; build: 'never'; maxThreads: number; logLevel: 'error' }) => Promise<Llama>;
  readonly InputLookupTokenPredictor: new () => TokenPredictor;
}

interface Llama {
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

export interface TokenPredictor {
  /** Tells it where to look. */
  updateInputTokens(tokens: readonly number[]): void;
}

export interface LlamaModel {
  createContext(options: {
    contextSize: number;
    threads: { ideal: number; min: number };
    flashAttention: boolean;
  }): Promise<LlamaContext>;
}

export interface LlamaContext {
  getSequence(options?: { tokenPredictor: TokenPredictor }): LlamaSequence;
}

export interface EvaluateOptions {
  readonly temperature: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly yieldEogToken: true;
}

export interface LlamaSequence {
  readonly contextTokens: readonly number[];
  readonly tokenPredictions: { readonly validated: number; readonly refuted: number };
  clearHistory(): Promise<void>;
  eraseContextTokenRanges(ranges: readonly { start: number; end: number }[]): Promise<void>;
  /** Feeds the tokens and yields the tokens chosen after them, for as long as it is iterated. */
  evaluate(tokens: readonly number[], options: EvaluateOptions): AsyncGenerator<number, void>;
}
