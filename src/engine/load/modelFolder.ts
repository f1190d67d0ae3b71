import { t } from '@vscode/l10n';
import { UserError } from '../../core/errors.js';
import type { ModelConfig } from './checkModel.js';
import { unreadable } from './unreadable.js';

/** A model folder that has everything a load needs. */
export interface ModelFolder {
  readonly path: string;
  /** Precision of the graph's weights, by the names of model hubs. */
  readonly dtype: 'q8' | 'q4' | 'int8' | 'q4f16' | 'bnb4' | 'fp16' | 'fp32';
  /** The graph's path inside the folder. */
  readonly graph: string;
  /** Size of the graph and of the weights beside it. */
  readonly sizeBytes: number;
  readonly config: ModelConfig;
  /** The step to suggest to the user if the model turns out not to run. */
  readonly nextStep: string;
}

/** The settings that name a folder. */
export type FolderSetting = 'inkling.model.folder' | 'inkling.draftModel.folder';

/**
 * The error for a failure inside the library: the files are there, but not a model that runs.
 *
 * @param files the names of the two of which one is at fault.
 */
export function unusableModel(folder: ModelFolder, files: readonly [string, string], cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const fault = unreadable(folder.path, cause, folder.nextStep);
  if (fault) return fault;
  return new UserError(
    t(
      'The model in {0} cannot be used: {1} or {2} is damaged or of an unknown type ({3}). Copy or download it again. {4}',
      folder.path,
      files[0],
      files[1],
      reasonOf(cause),
      folder.nextStep,
    ),
    { cause },
  );
}

const maxReasonLength = 200;

/** The library's reason for a failure, fit to be shown. */
function reasonOf(cause: unknown): string {
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
  // Values of a wrong type fail somewhere inside the library, with an error that says nothing about the file.
  const isInternal = cause instanceof TypeError || cause instanceof RangeError || /undefined|\[object /.test(reason);
  if (isInternal) return t('unexpected content');
  return reason.length > maxReasonLength ? `${reason.slice(0, maxReasonLength)} …` : reason;
}
