import type { SnippetText } from '../request.js';

/** The texts of a prompt, already cut to the server's context. */
export interface PromptTexts {
  /** Path of the file; absent for an untitled one. */
  readonly path?: string;
  /** Lines of other files. */
  readonly snippets: readonly SnippetText[];
  readonly prefix: string;
  readonly suffix: string;
}

/** A family's fill-in-the-middle format as text (Bavarian et al. 2022, https://arxiv.org/abs/2207.14255). */
export interface FimTemplate {
  /** Name of the family, as in the setting. */
  readonly name: string;
  /**
   * `suffixFirst`: the prefix is last, so that a key only appends to the prompt; `prefixFirst`: a key makes the server
   * read the suffix again; `prefixOnly`: the model does not see the suffix.
   */
  readonly order: 'suffixFirst' | 'prefixFirst' | 'prefixOnly';
  /** Special tokens that the format needs. Each must be one token of the server's tokenizer. */
  readonly marks: readonly string[];
  /** Further special tokens that end an answer. */
  readonly ends: readonly string[];
  /** Whether the prompt has room for other files. */
  readonly hasFiles: boolean;
  /** Writes the prompt. The texts must not contain special tokens: see `withoutMarks`. */
  readonly write: (texts: PromptTexts) => string;
}

interface Family extends FimTemplate {
  /** Matches the models' names, in lower case. */
  readonly models: RegExp;
}

/** The marks of prefix, suffix and middle. */
type Marks = readonly [prefix: string, suffix: string, middle: string];

const dashed: Marks = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'];
const plain: Marks = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>'];
const deepseek: Marks = ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>'];
const seed: Marks = ['<[fim-prefix]>', '<[fim-suffix]>', '<[fim-middle]>'];

const prefixFirst = ([pre, suf, mid]: Marks, prefix: string, suffix: string): string =>
  `${pre}${prefix}${suf}${suffix}${mid}`;
/** The order of Mellum and Seed-Coder. */
const suffixThenPrefix = ([pre, suf, mid]: Marks, prefix: string, suffix: string): string =>
  `${suf}${suffix}${pre}${prefix}${mid}`;

const lined = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Other files, and the path of the open one, each after a mark. */
function filesAfter(mark: string, { snippets, path }: PromptTexts): string {
  const others = snippets.map((snippet) => `${mark}${snippet.path}\n${lined(snippet.text)}`);
  return [...others, ...(path === undefined ? [] : [`${mark}${path}\n`])].join('');
}

/** The request does not name a repository; llama.cpp writes a constant there, too. */
const repository = 'workspace';

const qwenEnds = ['<|endoftext|>', '<|fim_pad|>', '<|im_start|>', '<|im_end|>'];

/**
 * The families. Chosen by a model's name, the first that matches; by the tokenizer, the first whose marks it has: so
 * those with more marks come first.
 */
const families: readonly Family[] = [
  {
    // This project's own: `training/README.md`.
    name: 'inkling',
    models: /inkling/,
    order: 'suffixFirst',
    marks: [...dashed, '<|file|>'],
    ends: ['<|endoftext|>'],
    hasFiles: true,
    write: (texts) =>
      texts.snippets.map(({ path, text }) => `<|file|>${path}\n${text}`).join('') +
      (texts.path === undefined ? '' : `<|file|>${texts.path}\n`) +
      `${dashed[0]}${dashed[1]}${texts.suffix}${dashed[2]}${texts.prefix}`,
  },
  {
    // https://huggingface.co/JetBrains/Mellum-4b-base: suffix, prefix, middle, after the other files.
    name: 'mellum',
    models: /mellum/,
    order: 'suffixFirst',
    marks: [...plain, '<filename>'],
    ends: ['<|endoftext|>', '<fim_pad>', '<reponame>'],
    hasFiles: true,
    write: (texts) => `${filesAfter('<filename>', texts)}${suffixThenPrefix(plain, texts.prefix, texts.suffix)}`,
  },
  {
    // https://github.com/ByteDance-Seed/Seed-Coder: no format for other files is documented.
    name: 'seed-coder',
    models: /seed-?coder/,
    order: 'suffixFirst',
    marks: seed,
    ends: ['<[end▁of▁sentence]>', '<[begin▁of▁sentence]>'],
    hasFiles: false,
    write: ({ prefix, suffix }) => suffixThenPrefix(seed, prefix, suffix),
  },
  {
    // https://github.com/QwenLM/Qwen3-Coder, examples/Qwen2.5-Coder-repolevel-fim.py.
    name: 'qwen',
    models: /^(?!.*codeqwen).*qwen/,
    order: 'prefixFirst',
    marks: [...dashed, '<|repo_name|>', '<|file_sep|>'],
    ends: qwenEnds,
    hasFiles: true,
    write(texts) {
      const files = filesAfter('<|file_sep|>', texts);
      const header = files === '' ? '' : `<|repo_name|>${repository}\n${files}`;
      return `${header}${prefixFirst(dashed, texts.prefix, texts.suffix)}`;
    },
  },
  {
    // https://ai.google.dev/gemma/docs/codegemma/prompt-structure; the path before the marks is the report's, figure 2.
    name: 'codegemma',
    models: /codegemma/,
    order: 'prefixFirst',
    marks: [...dashed, '<|file_separator|>'],
    ends: ['<eos>', '<end_of_turn>'],
    hasFiles: true,
    write({ snippets, path, prefix, suffix }) {
      const others = snippets.map((snippet) => `${snippet.path}\n${snippet.text}<|file_separator|>`).join('');
      return `${others}${path === undefined ? '' : `${path}\n`}${prefixFirst(dashed, prefix, suffix)}`;
    },
  },
  {
    // https://www.ibm.com/granite/docs, fill-in-the-middle. Earlier ones have StarCoder's tokens.
    name: 'granite',
    models: /^(?!.*code).*granite/,
    order: 'prefixFirst',
    marks: [...dashed, '<|filename|>'],
    ends: ['<|end_of_text|>', '<|fim_pad|>', '<|reponame|>'],
    hasFiles: true,
    write: (texts) => `${filesAfter('<|filename|>', texts)}${prefixFirst(dashed, texts.prefix, texts.suffix)}`,
  },
  {
    // https://arxiv.org/abs/2402.19173, section 5.1: the path is part of the prefix.
    name: 'starcoder2',
    models: /starcoder-?2/,
    order: 'prefixFirst',
    marks: [...plain, '<repo_name>', '<file_sep>'],
    ends: ['<|endoftext|>', '<fim_pad>'],
    hasFiles: true,
    write({ snippets, path, prefix, suffix }) {
      const others = snippets.map((snippet) => `<file_sep>${snippet.path}\n${lined(snippet.text)}`).join('');
      const header = path === undefined && others === '' ? '' : `<repo_name>${repository}${others}<file_sep>`;
      return `${header}${prefixFirst(plain, `${path === undefined ? '' : `${path}\n`}${prefix}`, suffix)}`;
    },
  },
  {
    // https://arxiv.org/abs/2305.06161; also Granite Code, StableCode, Refact and CodeQwen1.5.
    name: 'starcoder',
    models: /star-?coder|stable-?code|refact|codeqwen|granite/,
    order: 'prefixFirst',
    marks: plain,
    ends: ['<|endoftext|>', '<fim_pad>', '<filename>', '<reponame>', '<file_sep>'],
    hasFiles: false,
    write: ({ prefix, suffix }) => prefixFirst(plain, prefix, suffix),
  },
  {
    // https://github.com/deepseek-ai/DeepSeek-Coder: files of a repository begin with their paths as comments.
    name: 'deepseek',
    models: /deepseek/,
    order: 'prefixFirst',
    marks: deepseek,
    ends: ['<｜end▁of▁sentence｜>', '<｜begin▁of▁sentence｜>', '<|EOT|>'],
    hasFiles: true,
    write: (texts) => prefixFirst(deepseek, `${filesAfter('#', texts)}${texts.prefix}`, texts.suffix),
  },
  {
    // https://arxiv.org/abs/2308.12950; the spaces are those of `infilling_prompt_tokens` as text.
    name: 'codellama',
    models: /code-?llama/,
    order: 'prefixFirst',
    marks: ['<PRE>', '<SUF>', '<MID>'],
    ends: ['<EOT>', '</s>'],
    hasFiles: false,
    write: ({ prefix, suffix }) => `<PRE> ${prefix} <SUF>${suffix} <MID>`,
  },
  {
    // https://github.com/mistralai/mistral-common, `encode_fim`; other files as in Continue's template.
    name: 'codestral',
    models: /codestral/,
    order: 'suffixFirst',
    marks: ['[SUFFIX]', '[PREFIX]'],
    ends: ['[MIDDLE]', '</s>'],
    hasFiles: true,
    write({ snippets, path, prefix, suffix }) {
      const others = snippets.map((snippet) => `+++++ ${snippet.path}\n${lined(snippet.text)}\n`).join('');
      return `[SUFFIX]${suffix}[PREFIX]${others}${path === undefined ? '' : `+++++ ${path}\n`}${prefix}`;
    },
  },
  {
    // SmolLM's vocabularies (1 to 3) have no marks: only the text before the cursor.
    name: 'none',
    models: /smollm/,
    order: 'prefixOnly',
    marks: [],
    ends: ['<|endoftext|>', '<|im_start|>', '<|im_end|>', '<|end_of_text|>'],
    hasFiles: false,
    write: ({ prefix }) => prefix,
  },
];

/** Names of all families, as a setting may name them. `none` is for models without fill-in-the-middle. */
export const templateNames: readonly string[] = families.map(({ name }) => name);

/** The family of that name. */
export const templateNamed = (name: string): FimTemplate | undefined => families.find((family) => family.name === name);

/** The family that a model's name tells: `qwen2.5-coder:7b`, `Qwen/Qwen3-Coder-30B-A3B`. */
export const templateOfModel = (model: string): FimTemplate | undefined =>
  families.find(({ models }) => models.test(model.toLowerCase()));

/** Families that a tokenizer can tell: all that have marks. */
export const markedTemplates: readonly FimTemplate[] = families.filter(({ marks }) => marks.length > 0);

/**
 * Text that spells no special token of the family: a server would read it as that token. A space after its first
 * character is the least change that prevents it.
 */
export function withoutMarks({ marks, ends }: FimTemplate, text: string): string {
  return [...marks, ...ends].reduce(
    (clean, mark) => (clean.includes(mark) ? clean.replaceAll(mark, `${mark[0]} ${mark.slice(1)}`) : clean),
    text,
  );
}
