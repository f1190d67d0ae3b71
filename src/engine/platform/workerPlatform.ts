import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { FromWorker } from '../protocol.js';
import type { Runtime } from './runtime.js';

/** The worker's end of the link to its host. */
export interface WorkerPort {
  post(message: FromWorker): void;
  /** @param listener told of each message of the host, unchecked. */
  onMessage(listener: (message: unknown) => void): void;
  /** Lets the worker end once nothing is left to do. */
  close(): void;
}

/** Files of a model's folder. Paths are the platform's own: of a disk, or addresses. */
export interface ModelFiles {
  /** The names in a folder, folders included. */
  names(folder: string): Promise<readonly string[]>;
  /** Size in bytes, and whether it is a regular file: a pipe or a device would block for ever. */
  status(file: string): Promise<{ readonly sizeBytes: number; readonly isFile: boolean }>;
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file that the worker keeps for the next start, such as the workspace index. */
export interface KeptFiles {
  /** @returns undefined if there is none. */
  read(file: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Replaces the file as a whole, or leaves it as it is. */
  write(file: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  remove(file: string): Promise<void>;
}

/** The parts of the worker that differ between Node and a browser. */
export interface WorkerPlatform {
  readonly port: WorkerPort;
  /** Whether a newer request, or a cancellation, has made this one void. */
  isVoid(id: number): boolean;
  readonly modelFiles: ModelFiles;
  readonly keptFiles: KeptFiles;
  /** A file of the parser, such as `tree-sitter.wasm`, by its name. */
  grammarFile(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Opened once, with the first model. @throws Error if no runtime loads. */
  runtime(): Promise<Runtime>;
  tokenizer(folder: string): Promise<PreTrainedTokenizer>;
  /** Processor cores that forwards may use. */
  readonly cores: number;
}
