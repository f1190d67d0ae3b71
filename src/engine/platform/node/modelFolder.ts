import { isAbsolute, join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../../../core/errors.js';
import { expandHome } from '../../../models/homePath.js';
import { checkConfig, checkStructure, checkTokenizer, InvalidModel } from '../../load/checkModel.js';
import type { FolderSetting, ModelFolder } from '../../load/modelFolder.js';
import { fileNamesIn, readJson, sizeOfFile } from './modelFiles.js';

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

/** The step to suggest to the user if the folder of a setting is wrong. */
function nextStepOf(setting: FolderSetting): string {
  return setting === 'inkling.model.folder'
    ? t('Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.')
    : t('Choose another folder in the setting "inkling.draftModel.folder", or clear it to use no draft model.');
}

/** The largest message of a protocol buffer, and so the largest graph; larger models keep their weights beside it. */
const maxGraphBytes = 2 ** 31 - 1;
/** Weights beside the graph are mapped from their files, not read. */
const maxWeightsBytes = Number.MAX_SAFE_INTEGER;

/** Checks a value of a model's file. @throws UserError naming the file and what is wrong with it. */
function checked<T>(file: string, nextStep: string, check: () => T): T {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof InvalidModel)) throw cause;
    throw new UserError(
      t('{0} cannot be used: {1}. Copy or download the model again. {2}', file, cause.message, nextStep),
      { cause },
    );
  }
}

interface Graph {
  readonly dtype: ModelFolder['dtype'];
  readonly name: string;
  readonly sizeBytes: number;
}

function graphIn(path: string, names: readonly string[], nextStep: string): Graph {
  const folder = join(path, 'onnx');
  const files = names.includes('onnx') ? fileNamesIn(folder, nextStep) : [];
  const found = dtypes.find(([, suffix]) => files.includes(`model${suffix}.onnx`));
  if (!found) throw new UserError(t('The model folder {0} has no {1}. {2}', path, 'onnx/model*.onnx', nextStep));
  const [dtype, suffix] = found;
  const name = `model${suffix}.onnx`;
  const weights = files.filter((file) => file.startsWith(`${name}_data`));
  const sizes = weights.map((file) => sizeOfFile(join(folder, file), maxWeightsBytes, nextStep));
  const graphBytes = sizeOfFile(join(folder, name), maxGraphBytes, nextStep);
  return { dtype, name: `onnx/${name}`, sizeBytes: sizes.reduce((sum, size) => sum + size, graphBytes) };
}

/**
 * Looks at a model folder before a library does: their failures are remembered until restart, or hang. Nothing large is
 * read before its size is known to be possible.
 *
 * @param path absolute, or in the user's home folder (`~`).
 * @param setting the one that names the folder.
 * @throws UserError naming the file that is missing, damaged or impossible, and the setting.
 */
export function openModelFolder(path: string, setting: FolderSetting = 'inkling.model.folder'): ModelFolder {
  const nextStep = nextStepOf(setting);
  const folder = expandHome(path);
  if (!isAbsolute(folder)) {
    throw new UserError(t('"{0}" is a relative path. Enter an absolute path in the setting "{1}".', path, setting));
  }
  const names = fileNamesIn(folder, nextStep);
  const json = (name: string): unknown => {
    if (!names.includes(name)) throw new UserError(t('The model folder {0} has no {1}. {2}', folder, name, nextStep));
    return readJson(folder, name, nextStep);
  };
  const check = <T>(name: string, valid: (value: unknown) => T): T =>
    checked(join(folder, name), nextStep, () => valid(json(name)));
  const config = check('config.json', checkConfig);
  check('tokenizer_config.json', checkStructure);
  // The library reads it where it is there.
  if (names.includes('generation_config.json')) check('generation_config.json', checkStructure);
  const graph = graphIn(folder, names, nextStep);
  check('tokenizer.json', checkTokenizer);
  return { path: folder, dtype: graph.dtype, graph: graph.name, sizeBytes: graph.sizeBytes, config, nextStep };
}
