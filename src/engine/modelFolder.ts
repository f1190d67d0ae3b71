import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The settings that name a folder, and what to do about a wrong one. */
const nextSteps = {
  'inkling.model.folder':
    'Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.',
  'inkling.draftModel.folder':
    'Choose another folder in the setting "inkling.draftModel.folder", or clear it to do without.',
} as const;

async function filesIn(folder: string, nextStep: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new UserError(`The model folder ${folder} cannot be read. ${nextStep}`);
  }
}

async function requireJson(folder: string, file: string, nextStep: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(join(folder, file), 'utf8');
  } catch {
    throw new UserError(`The model folder ${folder} has no ${file}. ${nextStep}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UserError(`${join(folder, file)} is damaged: it is not valid JSON. Copy the file again. ${nextStep}`);
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
  setting: keyof typeof nextSteps = 'inkling.model.folder',
): Promise<ModelFolder> {
  const nextStep = nextSteps[setting];
  const files = await filesIn(path, nextStep);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    if (!files.includes(file)) throw new UserError(`The model folder ${path} has no ${file}. ${nextStep}`);
    await requireJson(path, file, nextStep);
  }
  const onnxFolder = join(path, 'onnx');
  const onnxFiles = files.includes('onnx') ? await filesIn(onnxFolder, nextStep) : [];
  const found = dtypes.find(([, suffix]) => onnxFiles.includes(`model${suffix}.onnx`));
  if (!found) throw new UserError(`The model folder ${path} has no onnx/model*.onnx. ${nextStep}`);
  const [dtype, suffix] = found;
  const graph = `model${suffix}.onnx`;
  const external = onnxFiles.filter((file) => file.startsWith(`${graph}_data`));
  const sizes = await Promise.all([graph, ...external].map(async (file) => (await stat(join(onnxFolder, file))).size));
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes[0] === 0) throw new UserError(`${join(onnxFolder, graph)} is empty. Copy the file again. ${nextStep}`);
  return { path, dtype, graph: `onnx/${graph}`, sizeBytes, nextStep };
}

/**
 * What a failure inside the library means to the person: the files are there, but not a model that runs.
 *
 * @param files the names of those that may be at fault.
 */
export function unusableModel(folder: ModelFolder, files: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
  return new UserError(
    `The model in ${folder.path} cannot be used: ${files} is damaged or of an unknown kind (${reason}). ` +
      `Copy or download it again. ${folder.nextStep}`,
    { cause },
  );
}
