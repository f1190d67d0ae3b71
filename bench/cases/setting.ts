import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import type { Decoder } from '../weights/decoder.js';
import type { WeightFiles } from '../weights/modelFiles.js';

/** The shared setting of the cases with the embedded model. */
export interface Setting {
  /** The model in this process, for tokenizing and for checks. */
  readonly loaded: LoadedModel;
  /** Its weights; absent where it is not a plain Llama. */
  readonly decoder: Decoder | undefined;
  readonly files: WeightFiles;
  readonly contextLength: number;
  /** The number of repetitions, fewer than `repeats` in a quick run. */
  readonly times: (repeats: number) => number;
  /** Reports progress. */
  readonly say: (line: string) => void;
}
