/** As much of node-llama-cpp as is called here: it is installed beside the bench, where the compiler does not look. */

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
  /** Feeds the tokens and yields what is chosen after them, one after the other, for as long as it is asked. */
  evaluate(tokens: readonly number[], options: EvaluateOptions): AsyncGenerator<number, void>;
}
