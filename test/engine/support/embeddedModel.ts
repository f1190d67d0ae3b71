import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFolder } from './engines.js';

/** The embedded model's graph, as its file has it. */
export const graphOf = (): Buffer => readFileSync(join(modelFolder, 'onnx/model_quantized.onnx'));

const config = JSON.parse(readFileSync(join(modelFolder, 'config.json'), 'utf8')) as {
  _name_or_path: string;
  num_hidden_layers: number;
  num_key_value_heads: number;
  head_dim: number;
  max_position_embeddings: number;
};

export const modelName = config._name_or_path;

/** Its sizes, as its configuration names them. */
export const modelShape = {
  heads: config.num_key_value_heads,
  dim: config.head_dim,
  contextLength: config.max_position_embeddings,
  /** The outputs that hold keys and values, in their order. */
  presents: Array.from({ length: config.num_hidden_layers }, (_, layer) => [
    `present.${layer}.key`,
    `present.${layer}.value`,
  ]).flat(),
};
