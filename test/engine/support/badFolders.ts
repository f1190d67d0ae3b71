import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFolder } from './engines.js';
import { graphInput, graphOutput, onnxFile, operation } from './onnxFile.js';
import { folderOfTest } from './toyModel.js';

type Spoil = (folder: string) => void;

/** A model folder that cannot be used: how it is damaged, and the name that the message has to contain. */
export interface BadFolder {
  readonly what: string;
  readonly names: string;
  readonly spoil: Spoil;
}

const graph = 'onnx/model_quantized.onnx';

const writing =
  (file: string, content: string | Uint8Array): Spoil =>
  (folder) =>
    writeFileSync(join(folder, file), content);

const removing =
  (file: string): Spoil =>
  (folder) =>
    rmSync(join(folder, file), { recursive: true });

const noDecoder = onnxFile([
  graphInput('x', 'float32', ['n']),
  graphOutput('y', 'float32', ['n']),
  operation('Identity', ['x'], ['y']),
]);

const noCache = onnxFile([
  graphInput('input_ids', 'int64', ['batch_size', 'sequence_length']),
  graphInput('attention_mask', 'int64', ['batch_size', 'sequence_length']),
  graphOutput('logits', 'float32', ['batch_size', 'sequence_length']),
  operation('Cast', ['input_ids'], ['logits'], { to: 1 }),
]);

const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 7055659\n';

export const badFolders: readonly BadFolder[] = [
  { what: 'a folder that is missing', names: '', spoil: removing('') },
  {
    what: 'a file in place of a folder',
    names: '',
    spoil: (folder: string): void => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, 'a file');
    },
  },
  { what: 'a folder without config.json', names: 'config.json', spoil: removing('config.json') },
  { what: 'a folder without a tokenizer', names: 'tokenizer.json', spoil: removing('tokenizer.json') },
  {
    what: 'a tokenizer cut short',
    names: 'tokenizer.json',
    spoil: (folder: string): void => truncateSync(join(folder, 'tokenizer.json'), 1000),
  },
  { what: 'a tokenizer that is other JSON', names: 'tokenizer.json', spoil: writing('tokenizer.json', '{"a":1}') },
  { what: 'a configuration that is other JSON', names: 'config.json', spoil: writing('config.json', '[]') },
  { what: 'a folder without a graph', names: 'onnx', spoil: removing(graph) },
  { what: 'a folder without an onnx folder', names: 'onnx', spoil: removing('onnx') },
  {
    what: 'a graph cut in half',
    names: graph,
    spoil: (folder: string): void => {
      const whole = readFileSync(join(folder, graph));
      writeFileSync(join(folder, graph), whole.subarray(0, whole.length >> 1));
    },
  },
  { what: 'a text in place of a graph', names: graph, spoil: writing(graph, 'This is not a graph.\n') },
  { what: 'a pointer of Git LFS in place of a graph', names: graph, spoil: writing(graph, pointer) },
  { what: 'an empty file in place of a graph', names: graph, spoil: writing(graph, '') },
  {
    what: 'a folder in place of a graph',
    names: graph,
    spoil: (folder: string): void => {
      rmSync(join(folder, graph));
      mkdirSync(join(folder, graph));
    },
  },
  { what: 'a graph that is no decoder', names: graph, spoil: writing(graph, noDecoder) },
  { what: 'a graph without a cache', names: graph, spoil: writing(graph, noCache) },
];

/** A copy of the embedded model, spoilt; gone after the test. */
export function spoiltFolder({ spoil }: BadFolder): string {
  const folder = join(folderOfTest(), 'model');
  cpSync(modelFolder, folder, { recursive: true });
  spoil(folder);
  return folder;
}
