import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { BracketTokens } from '../../core/decode/constraints/bracketTokens.js';
import { Mixture } from '../../core/mixture/mixture.js';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import { UserError } from '../../core/errors.js';
import type { Grammars } from '../structure/grammars.js';
import { PreviousAnswer } from '../worker/previousAnswer.js';
import { OnnxModel, type KvLayout } from '../onnx/onnxModel.js';
import { chooseLayout } from '../onnx/chooseLayout.js';
import { type ort, provideRuntime } from '../onnx/runtime.js';
import { isOneModel } from './checkModel.js';
import { openModelFolder, unusableModel, type ModelFolder } from './modelFolder.js';
import type { WorkspaceIndex } from '../../core/workspace/workspaceIndex.js';
import type { ConfidenceModel } from '../../core/suggest/confidence/confidenceModel.js';
import { loadConfidenceModel } from './loadConfidenceModel.js';
import { loadMixture } from '../workspace/loadMixture.js';
import type { PromptSnippets } from '../workspace/promptSnippets.js';
import type { ModelInfo, ModelOptions } from '../protocol.js';
import { wrapTokenizer, type ModelTokenizer } from './tokenizer.js';

/** A model ready to decode. Whoever loaded it disposes it. */
export interface LoadedModel extends ModelTokenizer {
  readonly model: OnnxModel;
  /** A smaller model with the same vocabulary. */
  readonly draftModel?: OnnxModel;
  readonly bracketTokens: BracketTokens;
  /** How this model is mixed with a workspace. */
  readonly mixture: Mixture;
  /** How likely its answers are right. */
  readonly gate: ConfidenceModel;
  /** The workspace's files in this model's tokens; absent where nobody keeps them. */
  readonly index?: WorkspaceIndex;
  /** What ends blocks by their structure; absent where lines alone do. */
  readonly grammars?: Grammars;
  /** What of these files prompts begin with. */
  readonly snippets?: Pick<PromptSnippets, 'at'>;
  /** What the last answer left for the next. */
  readonly memory: PreviousAnswer;
  /** Most tokens in one prefill forward, so that none takes long: a forward cannot be cancelled. */
  readonly prefillChunk: number;
  readonly info: ModelInfo;
  dispose(): Promise<void>;
}

/** transformers.js with nothing but local files: no network, no cache folder, no log of inputs. */
async function transformers() {
  provideRuntime();
  const library = await import('@huggingface/transformers');
  const { env, LogLevel } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.logLevel = LogLevel.NONE;
  return library;
}

async function loadTokenizer({ path }: ModelFolder): Promise<ModelTokenizer> {
  const { AutoTokenizer } = await transformers();
  return wrapTokenizer(await AutoTokenizer.from_pretrained(path));
}

async function loadGraph({ path, dtype }: ModelFolder, threads: number) {
  const { AutoModelForCausalLM } = await transformers();
  return AutoModelForCausalLM.from_pretrained(path, {
    dtype,
    // Devices are chosen by execution provider: with a runtime from outside the library knows none by name.
    device: 'auto',
    // The runtime finds weights beside the graph by itself; where one is missing the library's own look-up ends the
    // thread with a rejection that nobody handles.
    use_external_data_format: false,
    session_options: { executionProviders: ['cpu'], intraOpNumThreads: threads, graphOptimizationLevel: 'all' },
  });
}

/** The width of a row of logits as the graph declares it, or else as the configuration does. */
function vocabSizeOf(session: ort.InferenceSession, configured: number | undefined): number {
  const logits = session.outputMetadata.find(({ name }) => name === 'logits');
  const width = logits?.isTensor ? logits.shape.at(-1) : undefined;
  const vocabSize = typeof width === 'number' && width > 0 ? width : configured;
  if (vocabSize === undefined) throw new Error('Neither the graph nor "vocab_size" says how many tokens there are.');
  return vocabSize;
}

/** A graph that was tried out, with its cache, and what there is to know of it. */
interface Loaded {
  readonly model: OnnxModel;
  readonly name: string;
  readonly layout: KvLayout;
  dispose(): Promise<void>;
}

/**
 * Loads a folder's graph and tries it out with the tokens that its prompts will have.
 *
 * @throws UserError if the graph does not run, or belongs to another tokenizer.
 */
async function loadOnnx(folder: ModelFolder, vocabulary: Vocabulary, threads: number): Promise<Loaded> {
  const graphFiles = [folder.graph, 'config.json'] as const;
  const pretrained = await loadGraph(folder, threads).catch((cause: unknown) => {
    throw unusableModel(folder, graphFiles, cause);
  });
  try {
    const { name, contextLength, vocabSize: configured } = folder.config;
    const session = pretrained.sessions.model as ort.InferenceSession;
    const vocabSize = vocabSizeOf(session, configured);
    checkTogether(folder, vocabulary, vocabSize);
    const layout = await chooseLayout(session, vocabSize, vocabulary.size - 1);
    return {
      model: new OnnxModel(session, vocabSize, contextLength, layout),
      name: basename(name ?? folder.path),
      layout,
      dispose: async () => {
        await pretrained.dispose();
      },
    };
  } catch (cause) {
    await pretrained.dispose();
    throw unusableModel(folder, graphFiles, cause);
  }
}

/** @throws UserError if a folder's tokenizer and graph are not of the same model. */
function checkTogether(folder: ModelFolder, vocabulary: Vocabulary, vocabSize: number): void {
  if (isOneModel(vocabulary, vocabSize)) return;
  throw new UserError(
    t(
      'The model in {0} cannot be used: {1} and {2} belong to different models, since one has {3} tokens and the other {4}. Copy or download it again. {5}',
      folder.path,
      'tokenizer.json',
      folder.graph,
      vocabulary.size,
      vocabSize,
      folder.nextStep,
    ),
  );
}

const readTokenizer = (folder: ModelFolder): Promise<ModelTokenizer> =>
  loadTokenizer(folder).catch((cause: unknown) => {
    throw unusableModel(folder, ['tokenizer.json', 'tokenizer_config.json'], cause);
  });

/** Loads the model that drafts for another one. @throws UserError if it is unusable, or spells with other tokens. */
async function loadDrafter(path: string, target: ModelTokenizer, vocabSize: number, threads: number): Promise<Loaded> {
  const folder = openModelFolder(path, 'inkling.draftModel.folder');
  const { vocabulary } = await readTokenizer(folder);
  const drafter = await loadOnnx(folder, vocabulary, threads);
  if (!vocabulary.equals(target.vocabulary) || drafter.model.vocabSize !== vocabSize) {
    await drafter.dispose();
    throw new UserError(
      t(
        'The model in {0} cannot draft for the chosen one: its vocabulary is another. Choose a smaller model of the same family in the setting "inkling.draftModel.folder", or clear it.',
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
export async function loadModel(options: ModelOptions, onProgress: (share: number) => void): Promise<LoadedModel> {
  const startMs = performance.now();
  const folder = openModelFolder(options.folder);
  onProgress(0.1);
  const tokenizer = await readTokenizer(folder);
  const parameters = loadMixture(folder.path);
  const { gate, isFitted: isConfidenceFitted } = loadConfidenceModel(folder.path);
  const threads = options.threads === 'auto' ? threadsFor(folder.sizeBytes) : options.threads;
  const target = await loadOnnx(folder, tokenizer.vocabulary, threads);
  onProgress(0.8);
  const { model, name, layout } = target;
  const drafter =
    options.draftFolder === undefined
      ? undefined
      : await loadDrafter(options.draftFolder, tokenizer, model.vocabSize, threads).catch(async (error: unknown) => {
          await target.dispose();
          throw error;
        });
  onProgress(1);
  return {
    ...tokenizer,
    model,
    ...(drafter ? { draftModel: drafter.model } : {}),
    prefillChunk: chunkFor(folder.sizeBytes),
    bracketTokens: new BracketTokens(tokenizer.vocabulary),
    mixture: new Mixture(parameters, model.vocabSize),
    gate,
    memory: new PreviousAnswer(() => performance.now()),
    info: {
      name,
      vocabSize: model.vocabSize,
      contextLength: model.contextLength,
      sizeBytes: folder.sizeBytes,
      fillsInTheMiddle: tokenizer.template.kind === 'fim',
      isConfidenceFitted,
      cache: layout,
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
/** The person's other work needs cores, too. */
const maxThreads = 4;

function threadsFor(sizeBytes: number): number {
  if (sizeBytes < parallelFromBytes) return 1;
  return Math.max(1, Math.min(maxThreads, availableParallelism() - 1));
}

/**
 * The number of tokens, a power of two from 32 to 256, of which a forward takes about 30 ms on one core (0.01 to 0.02 ms
 * per token and megabyte of weights). By size and not by the clock, so that the same machine always does the same.
 */
function chunkFor(sizeBytes: number): number {
  const tokens = 2500 / (sizeBytes / 1e6);
  return 2 ** Math.min(8, Math.max(5, Math.round(Math.log2(tokens))));
}
