import { t } from '@vscode/l10n';
import { BracketTokens } from '../../core/decode/constraints/bracketTokens.js';
import { UserError } from '../../core/errors.js';
import { Mixture } from '../../core/mixture/mixture.js';
import type { ConfidenceModel } from '../../core/suggest/confidence/confidenceModel.js';
import type { WorkspaceIndex } from '../../core/workspace/workspaceIndex.js';
import type { OnnxModel } from '../onnx/onnxModel.js';
import type { Runtime, RuntimeKind } from '../platform/runtime.js';
import type { WorkerPlatform } from '../platform/workerPlatform.js';
import type { ModelInfo, ModelOptions } from '../protocol.js';
import type { Grammars } from '../structure/grammars.js';
import { PreviousAnswer } from '../worker/previousAnswer.js';
import { loadMixture, mixtureFile } from '../workspace/loadMixture.js';
import type { PromptSnippets } from '../workspace/promptSnippets.js';
import { confidenceFile, loadConfidenceModel } from './loadConfidenceModel.js';
import { loadGraph, loadTokenizer, type GraphOptions, type LoadedGraph } from './loadGraph.js';
import type { ModelTokenizer } from './tokenizer.js';

/** A model ready to decode. The caller that loaded it disposes it. */
export interface LoadedModel extends ModelTokenizer {
  readonly model: OnnxModel;
  /** A smaller model with the same vocabulary. */
  readonly draftModel?: OnnxModel;
  readonly bracketTokens: BracketTokens;
  /** Mixes the model's distributions with the workspace's. */
  readonly mixture: Mixture;
  /** Estimates how likely its answers are right. */
  readonly confidenceModel: ConfidenceModel;
  /** The workspace's files in this model's tokens; absent where they are not indexed. */
  readonly index?: WorkspaceIndex;
  /** End blocks by their structure; absent where only lines do. */
  readonly grammars?: Grammars;
  /** Chooses the lines of these files that prompts begin with. */
  readonly snippets?: Pick<PromptSnippets, 'at'>;
  /** The tokens of the last answer, and how well speculation does. */
  readonly memory: PreviousAnswer;
  /** Opens the same graph on another runtime. The caller disposes it. */
  readonly openOn: (runtime: Runtime) => Promise<LoadedGraph>;
  /** The same model on the processor, for one that has moved to a GPU. */
  readonly onProcessor?: LoadedModel;
  /** The most tokens in one prefill forward, so that none takes long: a forward cannot be cancelled. */
  readonly prefillChunk: number;
  readonly info: ModelInfo;
  dispose(): Promise<void>;
}

/** The parts of the platform that a load needs. */
export type ModelPlatform = Pick<WorkerPlatform, 'modelFiles' | 'runtime' | 'cores'>;

/** Loads a smaller model that drafts tokens. @throws UserError if it is unusable, or has another vocabulary. */
async function loadDrafter(
  graphs: GraphOptions,
  path: string | undefined,
  target: ModelTokenizer & Pick<LoadedGraph, 'model'>,
): Promise<LoadedGraph | undefined> {
  if (path === undefined) return undefined;
  const folder = await graphs.files.open(path, 'inkling.draftModel.folder');
  const { vocabulary } = await loadTokenizer(graphs.files, folder);
  const drafter = await loadGraph(graphs, folder, vocabulary);
  if (!vocabulary.equals(target.vocabulary) || drafter.model.vocabSize !== target.model.vocabSize) {
    await drafter.dispose();
    throw new UserError(
      t(
        'The model in {0} can\'t draft for the chosen model because their vocabularies differ. Choose a smaller model of the same family in the setting "inkling.draftModel.folder", or clear it.',
        path,
      ),
    );
  }
  return drafter;
}

/**
 * Loads a model folder, tries it out and wraps it.
 *
 * @param onProgress told the share that is done, 0 to 1.
 * @throws UserError if the folder is no model that runs, naming what is wrong and the next step.
 */
export async function loadModel(
  platform: ModelPlatform,
  options: ModelOptions,
  onProgress: (share: number) => void,
): Promise<LoadedModel> {
  const startMs = performance.now();
  const { modelFiles: files } = platform;
  const folder = await files.open(options.folder, 'inkling.model.folder');
  onProgress(0.1);
  const tokenizer = await loadTokenizer(files, folder);
  const mixture = loadMixture(await files.optionalJson(folder, mixtureFile));
  const { confidenceModel, isFitted } = loadConfidenceModel(await files.optionalJson(folder, confidenceFile));
  const threads = options.threads === 'auto' ? threadsFor(folder.sizeBytes, platform.cores) : options.threads;
  const runtime = await platform.runtime(options.runtime);
  const graphs = { files, runtime, threads };
  const target = await loadGraph(graphs, folder, tokenizer.vocabulary);
  onProgress(0.8);
  const drafter = await loadDrafter(graphs, options.draftFolder, { ...tokenizer, ...target }).catch(
    async (error: unknown) => {
      await target.dispose();
      throw error;
    },
  );
  const { model } = target;
  onProgress(1);
  return {
    ...tokenizer,
    model,
    ...(drafter ? { draftModel: drafter.model } : {}),
    openOn: (other) => loadGraph({ files, runtime: other, threads }, folder, tokenizer.vocabulary),
    prefillChunk: chunkFor(folder.sizeBytes, runtime.kind),
    bracketTokens: new BracketTokens(tokenizer.vocabulary),
    mixture: new Mixture(mixture, model.vocabSize),
    confidenceModel,
    memory: new PreviousAnswer(() => performance.now()),
    info: {
      name: target.name,
      vocabSize: model.vocabSize,
      contextLength: model.contextLength,
      sizeBytes: folder.sizeBytes,
      fillsInTheMiddle: tokenizer.template.kind === 'fim',
      isConfidenceFitted: isFitted,
      cache: target.layout,
      runtime: runtime.kind,
      ...(runtime.slowBecause === undefined ? {} : { slowBecause: runtime.slowBecause }),
      loadMs: performance.now() - startMs,
      ...(drafter ? { drafter: drafter.name } : {}),
    },
    dispose: async () => {
      await drafter?.dispose();
      await target.dispose();
    },
  };
}

/** From this size on a step gains by more than one thread. Smaller models only keep the machine busier. */
const parallelFromBytes = 50e6;
/** The user's other work needs cores, too. */
const maxThreads = 4;

function threadsFor(sizeBytes: number, cores: number): number {
  if (sizeBytes < parallelFromBytes) return 1;
  return Math.max(1, Math.min(maxThreads, cores - 1));
}

const minChunk = 32;

/**
 * The number of tokens, a power of two from 32 to 256, of which a forward takes about 30 ms on one core (0.01 to 0.02 ms
 * per token and megabyte of weights). By size and not by the clock, so that the same machine always does the same.
 */
function chunkFor(sizeBytes: number, runtime: RuntimeKind): number {
  // Ten times as slow: the smallest, which also takes the least time for a token (4.3 ms with the built-in model).
  if (runtime !== 'native') return minChunk;
  const tokens = 2500 / (sizeBytes / 1e6);
  return 2 ** Math.min(8, Math.max(Math.log2(minChunk), Math.round(Math.log2(tokens))));
}
