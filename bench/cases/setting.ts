import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import type { Decoder } from '../weights/decoder.js';
import type { ModelFiles } from '../weights/modelFiles.js';

/** What the cases with the embedded model share. */
export interface Setting {
  /** The model in this process, for tokens and for proofs. */
  readonly loaded: LoadedModel;
  /** Its weights; absent where it is no plain Llama. */
  readonly decoder: Decoder | undefined;
  readonly files: ModelFiles;
  readonly contextLength: number;
  /** How often to repeat what is worth `repeats` repetitions when there is time. */
  readonly times: (repeats: number) => number;
  /** Told what is being measured. */
  readonly say: (line: string) => void;
}
