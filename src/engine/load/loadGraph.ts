import { t } from '@vscode/l10n';
import type { InferenceSession } from 'onnxruntime-common';
import { UserError } from '../../core/errors.js';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import { chooseLayout } from '../onnx/chooseLayout.js';
import { OnnxModel, type KvLayout } from '../onnx/onnxModel.js';
import type { Runtime } from '../platform/runtime.js';
import type { ModelFiles } from '../platform/workerPlatform.js';
import { isOneModel } from './checkModel.js';
import { unusableModel, type ModelFolder } from './modelFolder.js';
import { wrapTokenizer, type ModelTokenizer } from './tokenizer.js';

/**
 * The longest context in WebAssembly: a prompt of 512 tokens and a line. Reading it takes 2.2 s with the built-in model,
 * and twice that for its whole context.
 */
const slowContext = 560;

/** The width of a row of logits as the graph declares it, or else as the configuration does. */
function vocabSizeOf(session: InferenceSession, configured: number | undefined): number {
  const logits = session.outputMetadata.find(({ name }) => name === 'logits');
  const width = logits?.isTensor ? logits.shape.at(-1) : undefined;
  const vocabSize = typeof width === 'number' && width > 0 ? width : configured;
  if (vocabSize === undefined) throw new Error('Neither the graph nor "vocab_size" says how many tokens there are.');
  return vocabSize;
}

/** The source of a graph, its runtime, and the threads inside one forward. */
export interface GraphOptions {
  readonly files: ModelFiles;
  readonly runtime: Runtime;
  readonly threads: number;
}

/** A graph that was tried out, with its cache. The caller disposes it. */
export interface LoadedGraph {
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
export async function loadGraph(
  { files, runtime, threads }: GraphOptions,
  folder: ModelFolder,
  vocabulary: Vocabulary,
): Promise<LoadedGraph> {
  const graphFiles = [folder.graph, 'config.json'] as const;
  const open = async (): Promise<InferenceSession> => runtime.open(await files.graph(folder), threads);
  const session = await open().catch((cause: unknown) => {
    throw unusableModel(folder, graphFiles, cause);
  });
  try {
    const { name, vocabSize: configured } = folder.config;
    const contextLength = Math.min(folder.config.contextLength, runtime.kind === 'native' ? Infinity : slowContext);
    const vocabSize = vocabSizeOf(session, configured);
    checkTogether(folder, vocabulary, vocabSize);
    const decoder = {
      session,
      Tensor: runtime.Tensor,
      vocabSize,
      contextLength,
      maxRunTokens: runtime.maxRunTokens,
      roundsLoneRows: runtime.kind === 'native',
    };
    const layout = await chooseLayout(decoder, vocabulary.size - 1);
    return {
      model: new OnnxModel(decoder, layout),
      name: lastPartOf(name ?? folder.path),
      layout,
      dispose: () => session.release(),
    };
  } catch (cause) {
    await session.release();
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

/** A model's name without its owner, or the last folder of a path of any system. */
const lastPartOf = (name: string): string => name.split(/[/\\]/).findLast((part) => part !== '') ?? name;

/** @throws UserError if a folder's tokenizer cannot be used. */
export async function loadTokenizer(files: ModelFiles, folder: ModelFolder): Promise<ModelTokenizer> {
  try {
    return wrapTokenizer(await files.tokenizer(folder));
  } catch (cause) {
    throw unusableModel(folder, ['tokenizer.json', 'tokenizer_config.json'], cause);
  }
}
