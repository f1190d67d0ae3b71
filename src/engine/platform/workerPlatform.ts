import type { WorkspaceIndex } from '../../core/workspace/workspaceIndex.js';
import type { FolderSetting, ModelFolder } from '../load/modelFolder.js';
import type { LibraryTokenizer } from '../load/tokenizer.js';
import type { FromWorker } from '../protocol.js';
import type { SavedIndex } from '../workspace/savedIndex.js';
import type { GraphFile, Runtime, RuntimeChoice } from './runtime.js';

/** The worker's end of the link to its host. */
export interface WorkerPort {
  post(message: FromWorker): void;
  /** @param listener told of each message of the host, unchecked. */
  onMessage(listener: (message: unknown) => void): void;
  /** Lets the worker end once nothing is left to do. */
  close(): void;
}

/** The files of a model's folder. A path is the platform's own: of a disk, or an address. */
export interface ModelFiles {
  /**
   * Looks at a folder before a library does: their failures are remembered until restart, or hang. Nothing large is read
   * before its size is known to be possible.
   *
   * @throws UserError naming the file that is missing, damaged or impossible, and the setting that names the folder.
   */
  open(path: string, setting: FolderSetting): Promise<ModelFolder>;
  /** The value of a JSON file that few models have; undefined where there is none that can be read. */
  optionalJson(folder: ModelFolder, name: string): Promise<unknown>;
  /** @throws the platform's error if the graph cannot be read. */
  graph(folder: ModelFolder): Promise<GraphFile>;
  /** @throws the library's error if the tokenizer cannot be used. */
  tokenizer(folder: ModelFolder): Promise<LibraryTokenizer>;
  /** Compares a folder's files with their checksums, step by step. @throws UserError in a step, for a damaged file. */
  checksumSteps(path: string): Generator<number, void>;
}

/** Keeps the workspace index in a folder for the next start. */
export interface IndexStore {
  save(folder: string, index: WorkspaceIndex, fingerprint: string): Promise<void>;
  /** Any fault of a saved index is an outcome, since it can be built again. */
  read(folder: string, fingerprint: string, vocabSize: number): Promise<SavedIndex>;
  remove(folder: string): Promise<void>;
}

/** The parts of the worker that differ between Node and a browser. */
export interface WorkerPlatform {
  readonly port: WorkerPort;
  /** Whether a newer request, or a cancellation, has made this one void. */
  isVoid(id: number): boolean;
  readonly modelFiles: ModelFiles;
  readonly indexStore: IndexStore;
  /** A file of the parser, such as `tree-sitter.wasm`, by its name. */
  grammarFile(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Opens the inference runtime; each model asks again.
   *
   * @param choice ignored where there is one kind only.
   * @throws Error if it does not load.
   */
  runtime(choice?: RuntimeChoice): Promise<Runtime>;
  /**
   * Opens a runtime on a GPU, for a model that runs already; absent where there is never one.
   *
   * @param allowsSoftware whether a processor that acts as a GPU counts, too.
   * @returns undefined if this machine or its browser has no GPU to offer.
   * @throws Error if it does not load.
   */
  readonly gpuRuntime?: (allowsSoftware: boolean) => Promise<Runtime | undefined>;
  /** Processor cores that forwards may use. */
  readonly cores: number;
}
