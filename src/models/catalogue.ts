import pins from './pins.json';

/** A file of a model on the hub. */
export interface HubFile {
  /** Inside the model's repository and inside the folder that is made of it. */
  readonly path: string;
  /** Whether the model is whole without it. */
  readonly isOptional: boolean;
  /** In hexadecimal digits, if it is pinned: whatever a server says, other bytes are refused. */
  readonly sha256?: string;
  readonly sizeBytes?: number;
}

/** The content of a model's files, pinned by `node scripts/pinCatalogue.mjs`. */
export interface Pin {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly sizeBytes: number }>>;
}

/**
 * Pins by the model's id. It has only what was asked of the hub itself. A model without a pin comes from its branch; its
 * files are checked against what the server says, and their checksums are kept and compared when the same commit is
 * downloaded again (`knownChecksums.ts`).
 */
const pinned: Readonly<Partial<Record<string, Pin>>> = pins;

/** A model with its pin. A pinned model has exactly the pinned files: an optional one without a pin does not exist. */
export function withPin(model: HubModel, pin: Pin | undefined): HubModel {
  if (!pin) return model;
  const files = model.files.filter(({ path, isOptional }) => path in pin.files || !isOptional);
  return { ...model, revision: pin.commit, files: files.map((file) => ({ ...file, ...pin.files[file.path] })) };
}

/** The strength of a model: most languages of code, one of them, or prose with some code. */
export type GoodAt = 'code' | 'Python' | 'prose';

/** A model on the hub that suits completion. */
export interface HubModel {
  /** `owner/name`. */
  readonly id: string;
  /**
   * A branch, a tag or a commit. A download keeps to the commit that the hub names for it, and that to a pinned one.
   */
  readonly revision: string;
  /** Its usual name. */
  readonly title: string;
  readonly licence: string;
  readonly languages: GoodAt;
  /** Whether it was trained to see the text after the cursor. */
  readonly fillsInTheMiddle: boolean;
  /** About: as the hub's listing has it. */
  readonly downloadBytes: number;
  readonly files: readonly HubFile[];
}

/**
 * The files that a load needs, with the graph in one precision. Large graphs may have their weights in a separate file.
 */
function filesWith(graph: string): HubFile[] {
  const needed = ['config.json', 'tokenizer.json', 'tokenizer_config.json', `onnx/${graph}`];
  const optional = ['generation_config.json', `onnx/${graph}_data`];
  return [
    ...needed.map((path) => ({ path, isOptional: false })),
    ...optional.map((path) => ({ path, isOptional: true })),
  ];
}

/**
 * Models whose graphs the engine can run, the ones that suit most users first. Not here, though they are on the hub:
 * `Xenova/tiny_starcoder_py` keeps keys and values in one tensor, `Xenova/deepseek-coder-1.3b-base` wants to be told
 * which branch of its graph to take; the engine feeds neither. Precisions are those that a processor runs well: graphs
 * of half floats return logits that the engine refuses.
 */
export const unpinnedCatalogue: readonly HubModel[] = [
  {
    id: 'onnx-community/Qwen2.5-Coder-0.5B-Instruct',
    revision: 'main',
    title: 'Qwen2.5-Coder 0.5B',
    licence: 'Apache-2.0',
    languages: 'code',
    fillsInTheMiddle: true,
    downloadBytes: 639e6,
    files: filesWith('model_quantized.onnx'),
  },
  {
    id: 'onnx-community/Qwen2.5-Coder-1.5B',
    revision: 'main',
    title: 'Qwen2.5-Coder 1.5B',
    licence: 'Apache-2.0',
    languages: 'code',
    fillsInTheMiddle: true,
    downloadBytes: 1.58e9,
    files: filesWith('model_quantized.onnx'),
  },
  {
    id: 'Xenova/codegen-350M-mono',
    revision: 'main',
    title: 'CodeGen 350M Mono',
    licence: 'BSD-3-Clause',
    languages: 'Python',
    fillsInTheMiddle: false,
    downloadBytes: 358e6,
    files: filesWith('model_int8.onnx'),
  },
  {
    id: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    revision: 'main',
    title: 'SmolLM2 135M',
    licence: 'Apache-2.0',
    languages: 'prose',
    fillsInTheMiddle: false,
    downloadBytes: 200e6,
    files: filesWith('model_q4.onnx'),
  },
  {
    id: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    revision: 'main',
    title: 'SmolLM2 360M',
    licence: 'Apache-2.0',
    languages: 'prose',
    fillsInTheMiddle: false,
    // No listing at hand: 47 M embeddings in 4 bytes, 362 M weights in 5 bits, as its smaller sibling's 200 MB come about.
    downloadBytes: 420e6,
    files: filesWith('model_q4.onnx'),
  },
];

/** The models that are offered, with their pins. */
export const catalogue: readonly HubModel[] = unpinnedCatalogue.map((model) => withPin(model, pinned[model.id]));

/**
 * The largest size of a model's files together that a download accepts: half as much again as the catalogue has, which is
 * rounded, and room for the tokenizer.
 */
export const maxBytesOf = ({ downloadBytes }: HubModel): number => Math.ceil(1.5 * downloadBytes) + 16e6;

/**
 * About how much memory a model takes while it runs: 862 MB of graph took 1.2 GB.
 *
 * @param sizeBytes of its graph and weights.
 */
export const memoryBytesFor = (sizeBytes: number): number => 1.4 * sizeBytes;
