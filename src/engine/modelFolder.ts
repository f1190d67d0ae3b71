import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';

/** Precisions in the order of preference: the smallest that loses nothing that matters first. */
const dtypes = [
  ['q8', '_quantized'],
  ['q4', '_q4'],
  ['int8', '_int8'],
  ['q4f16', '_q4f16'],
  ['bnb4', '_bnb4'],
  ['fp16', '_fp16'],
  ['fp32', ''],
] as const;

/** A model folder that has everything a load needs. */
export interface ModelFolder {
  readonly path: string;
  readonly dtype: (typeof dtypes)[number][0];
  /** The graph's path inside the folder. */
  readonly graph: string;
  /** Size of the graph and of the weights beside it. */
  readonly sizeBytes: number;
  /** What to do if it turns out to be no model that runs. */
  readonly nextStep: string;
}

/** The settings that name a folder. */
type FolderSetting = 'inkling.model.folder' | 'inkling.draftModel.folder';

/** What to do about a wrong one. */
function nextStepOf(setting: FolderSetting): string {
  return setting === 'inkling.model.folder'
    ? t('Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.')
    : t('Choose another folder in the setting "inkling.draftModel.folder", or clear it to do without.');
}

async function filesIn(folder: string, nextStep: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new UserError(t('The model folder {0} cannot be read. {1}', folder, nextStep));
  }
}

async function requireJson(folder: string, file: string, nextStep: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(join(folder, file), 'utf8');
  } catch {
    throw new UserError(t('The model folder {0} has no {1}. {2}', folder, file, nextStep));
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UserError(
      t('{0} is damaged: it is not valid JSON. Copy the file again. {1}', join(folder, file), nextStep),
    );
  }
}

/**
 * Looks at a model folder before a library does: their failures are remembered until restart, or hang.
 *
 * @param setting the one that names the folder.
 * @throws UserError naming the file that is missing or damaged, and the setting.
 */
export async function openModelFolder(
  path: string,
  setting: FolderSetting = 'inkling.model.folder',
): Promise<ModelFolder> {
  const nextStep = nextStepOf(setting);
  const files = await filesIn(path, nextStep);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    if (!files.includes(file)) throw new UserError(t('The model folder {0} has no {1}. {2}', path, file, nextStep));
    await requireJson(path, file, nextStep);
  }
  const onnxFolder = join(path, 'onnx');
  const onnxFiles = files.includes('onnx') ? await filesIn(onnxFolder, nextStep) : [];
  const found = dtypes.find(([, suffix]) => onnxFiles.includes(`model${suffix}.onnx`));
  if (!found) throw new UserError(t('The model folder {0} has no {1}. {2}', path, 'onnx/model*.onnx', nextStep));
  const [dtype, suffix] = found;
  const graph = `model${suffix}.onnx`;
  const external = onnxFiles.filter((file) => file.startsWith(`${graph}_data`));
  const sizes = await Promise.all([graph, ...external].map(async (file) => (await stat(join(onnxFolder, file))).size));
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes[0] === 0)
    throw new UserError(t('{0} is empty. Copy the file again. {1}', join(onnxFolder, graph), nextStep));
  return { path, dtype, graph: `onnx/${graph}`, sizeBytes, nextStep };
}

/**
 * What a failure inside the library means to the person: the files are there, but not a model that runs.
 *
 * @param files the names of the two of which one is at fault.
 */
export function unusableModel(folder: ModelFolder, files: readonly [string, string], cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
  return new UserError(
    t(
      'The model in {0} cannot be used: {1} or {2} is damaged or of an unknown kind ({3}). Copy or download it again. {4}',
      folder.path,
      files[0],
      files[1],
      reason,
      folder.nextStep,
    ),
    { cause },
  );
}
