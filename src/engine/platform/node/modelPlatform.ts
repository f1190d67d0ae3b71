import { availableParallelism } from 'node:os';
import type { ModelPlatform } from '../../load/loadModel.js';
import { openNativeRuntime } from './nativeRuntime.js';
import { nodeModels } from './nodeModels.js';

/** Loads models in a process of Node. */
export const modelPlatform: ModelPlatform = {
  modelFiles: nodeModels,
  runtime: openNativeRuntime,
  cores: availableParallelism(),
};
