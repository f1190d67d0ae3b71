import { availableParallelism } from 'node:os';
import type { ModelPlatform } from '../../load/loadModel.js';
import { openNativeRuntime } from './nativeRuntime.js';

/** Loads models in a process of Node. */
export const modelPlatform: ModelPlatform = { runtime: openNativeRuntime, cores: availableParallelism() };
