import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToyOptions } from './toyGraph.js';
import { toyModel, toyOfOtherVocabulary } from './toyModel.js';

/** A model that is refused before, or as soon as, it is tried out. */
export interface ImpossibleModel {
  readonly what: string;
  /** The file that the message names. */
  readonly names: string;
  /** Words of the message. */
  readonly says: string;
  /** Makes the folder, which goes when the test ends. */
  readonly make: () => string;
}

const toy: ToyOptions = { attention: 'gqa' };
const graph = 'onnx/model.onnx';

type Spoil = (file: string) => unknown;

const spoilt = (name: string, spoil: Spoil) => (): string => {
  const folder = toyModel(toy);
  spoil(join(folder, name));
  return folder;
};

/** Puts something else in a file's place; a file that was not there is added. */
const replaced = (name: string, replace: Spoil): (() => string) =>
  spoilt(name, (file) => {
    rmSync(file, { force: true });
    replace(file);
  });

/** Changes values of a JSON file. */
const changed = (name: string, values: Readonly<Record<string, unknown>>): (() => string) =>
  spoilt(name, (file) => {
    const json = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...json, ...values }));
  });

/** Makes a file larger without writing anything: its end is a hole. */
const grown = (name: string, sizeBytes: number): (() => string) =>
  spoilt(name, (file) => truncateSync(file, sizeBytes));

const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
const withToken = (id: unknown): (() => string) =>
  changed('tokenizer.json', { added_tokens: [{ id, content: '<|far|>', ...flags }] });
const withVocabulary = (vocab: unknown): (() => string) =>
  changed('tokenizer.json', { model: { type: 'BPE', vocab, merges: [] } });

/** Adds lists in each other to a JSON file, as text: `JSON.stringify` goes no deeper than some thousand. */
const deepened = (name: string): (() => string) =>
  spoilt(name, (file) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    writeFileSync(file, readFileSync(file, 'utf8').replace('{', `{"deep":${deep},`));
  });

const numbers: readonly ImpossibleModel[] = [
  ...[0, 1, 3, 63, -1, 2.5, [], '1024', true].map((value) => ({
    what: `a context of ${JSON.stringify(value)} tokens`,
    names: 'config.json',
    says: `"max_position_embeddings" must be a whole number of at least 64, but is ${JSON.stringify(value)}`,
    make: changed('config.json', { max_position_embeddings: value }),
  })),
  {
    what: 'an older name of the context with a wrong value',
    names: 'config.json',
    says: '"n_positions" must be a whole number of at least 64, but is "many"',
    make: changed('config.json', { max_position_embeddings: undefined, n_positions: 'many' }),
  },
  ...[0, -8, 2.5, 'many'].map((value) => ({
    what: `a vocabulary of ${JSON.stringify(value)} tokens`,
    names: 'config.json',
    says: `"vocab_size" must be a whole number of at least 1, but is ${JSON.stringify(value)}`,
    make: changed('config.json', { vocab_size: value }),
  })),
  ...[5e8, -1, 2.5, null, '7'].map((id) => ({
    what: `an added token with the id ${JSON.stringify(id)}`,
    names: 'tokenizer.json',
    says: `a token has the id ${JSON.stringify(id)}`,
    make: withToken(id),
  })),
  {
    what: 'an added token without an id',
    names: 'tokenizer.json',
    says: 'a token has no id',
    make: withToken(undefined),
  },
  ...[5e300, '5e300', [5e300]].map((length) => ({
    what: `an object with the length ${JSON.stringify(length)} as the text of a token`,
    names: 'tokenizer.json',
    says: `"length" must be at most 1000000, but is ${JSON.stringify(length)}`,
    make: changed('tokenizer.json', { added_tokens: [{ id: 0, content: { length }, ...flags }] }),
  })),
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((names) => ({
    what: `100,000 lists in each other in ${names}`,
    names,
    says: 'it is nested too deeply',
    make: deepened(names),
  })),
  {
    what: 'a decoder that is a number',
    names: 'tokenizer.json',
    says: '(unexpected content)',
    make: changed('tokenizer.json', { decoder: 7 }),
  },
  {
    what: 'a token with the id 5e8',
    names: 'tokenizer.json',
    says: 'a token has the id 500000000',
    make: withVocabulary({ a: 0, b: 5e8 }),
  },
  {
    what: 'a tokenizer with more tokens than the graph',
    names: 'tokenizer.json and onnx/model.onnx',
    says: 'one has 274 tokens and the other 273',
    make: () => toyOfOtherVocabulary(273),
  },
  {
    what: 'a tokenizer of another model',
    names: 'tokenizer.json and onnx/model.onnx',
    says: 'one has 274 tokens and the other 5000',
    make: () => toyOfOtherVocabulary(5000),
  },
  ...[NaN, Infinity].map((bias) => ({
    what: `weights that make every logit ${bias}`,
    names: graph,
    says: 'logits that are not finite numbers',
    make: () => toyModel({ ...toy, bias }),
  })),
];

const sizes: readonly ImpossibleModel[] = [
  { what: 'a graph of 3 GB', names: graph, says: 'it has 3.0 GB', make: grown(graph, 3e9) },
  { what: 'a tokenizer of 3 GB', names: 'tokenizer.json', says: 'it has 3.0 GB', make: grown('tokenizer.json', 3e9) },
  { what: 'a configuration of 3 GB', names: 'config.json', says: 'it has 3.0 GB', make: grown('config.json', 3e9) },
  {
    what: 'an empty tokenizer',
    names: 'tokenizer.json',
    says: 'is empty',
    make: spoilt('tokenizer.json', (file) => truncateSync(file)),
  },
];

const files = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'generation_config.json',
  graph,
  `${graph}_data`,
];

const kinds: readonly ImpossibleModel[] = files.flatMap((names) => {
  const says = 'is not a regular file';
  const isFolder = {
    what: `a folder in place of ${names}`,
    names,
    says,
    make: replaced(names, (file) => mkdirSync(file)),
  };
  // Windows has neither named pipes nor devices in folders.
  if (process.platform === 'win32') return [isFolder];
  return [
    isFolder,
    {
      what: `a named pipe in place of ${names}`,
      names,
      says,
      make: replaced(names, (file) => execFileSync('mkfifo', [file])),
    },
    {
      what: `an endless device in place of ${names}`,
      names,
      says,
      make: replaced(names, (file) => symlinkSync('/dev/zero', file)),
    },
    {
      what: `a symbolic link to itself in place of ${names}`,
      names,
      says: 'its symbolic links form a loop',
      make: replaced(names, (file) => symlinkSync(file, file)),
    },
  ];
});

export const impossibleModels: readonly ImpossibleModel[] = [...numbers, ...sizes, ...kinds];
