import { t } from '@vscode/l10n';
import type { Vocabulary } from '../../core/model/vocabulary.js';

/** The values of a config.json that Inkling uses. */
export interface ModelConfig {
  readonly name: string | undefined;
  /** The width of a row of logits, where the graph does not declare it. */
  readonly vocabSize: number | undefined;
  /** In tokens. */
  readonly contextLength: number;
}

/** A value in a model's file that no model has: the message is a clause that names the value. */
export class InvalidModel extends Error {
  override readonly name = 'InvalidModel';
}

/** For a configuration that does not say how much context the model has. */
const fallbackContextLength = 1024;
/** A prompt is at least its marks and some tokens of code, with room for an answer. */
const minContextLength = 64;
/** Prompts are far shorter; an attention mask of this length takes 8 MB. */
const maxContextLength = 1 << 20;
/** The largest vocabularies have 260,000 tokens. Libraries keep arrays with an entry for every id up to the highest. */
const maxTokenId = (1 << 21) - 1;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON value, which is never undefined, for a message: never more than a few words. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)} …` : text;
}

/** Far more than any model's files have. */
const maxLevels = 100;
/** The longest list that an object may claim to be. */
const maxLength = 1e6;

/**
 * Checks a JSON file's value before a library goes through it: an object with a huge "length" instead of a text or
 * a list would keep it busy for ever, and a deeply nested value would overflow its stack.
 *
 * @param vocabulary an object whose keys are any texts, "length" among them.
 * @throws InvalidModel if the value cannot be gone through.
 */
export function checkStructure(value: unknown, vocabulary?: unknown): void {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxLevels) throw new InvalidModel(t('it is nested too deeply'));
    const next: unknown[] = [];
    for (const parent of level) {
      if (typeof parent !== 'object' || parent === null) continue;
      for (const child of Object.values(parent) as readonly unknown[])
        if (typeof child === 'object' && child !== null) next.push(child);
      if (Array.isArray(parent) || parent === vocabulary) continue;
      const { length } = parent as { readonly length?: unknown };
      if (claimedLength(length) > maxLength) {
        throw new InvalidModel(t('"{0}" must be at most {1}, but is {2}', 'length', maxLength, shown(length)));
      }
    }
    level = next;
  }
}

/** The number that a loop takes a value of a JSON file for. */
const claimedLength = (length: unknown): number =>
  typeof length === 'number' || typeof length === 'string' ? Number(length) : Array.isArray(length) ? Infinity : 0;

/** A whole number of a file, or undefined where the file has none. @throws InvalidModel if it is anything else. */
function wholeNumber(values: Readonly<Record<string, unknown>>, name: string, min: number): number | undefined {
  const value = values[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min) return value;
  throw new InvalidModel(t('"{0}" must be a whole number of at least {1}, but is {2}', name, min, shown(value)));
}

/** Other names of the context length, as older configurations have them. */
const contextNames = ['n_positions', 'n_ctx', 'max_sequence_length'];

/** Reads what Inkling uses of a config.json. @throws InvalidModel if a value cannot be used. */
export function checkConfig(value: unknown): ModelConfig {
  if (!isObject(value)) throw new InvalidModel(t('it must hold a JSON object'));
  checkStructure(value);
  const declared = wholeNumber(value, 'max_position_embeddings', minContextLength);
  const older = contextNames.map((name) => wholeNumber(value, name, minContextLength));
  const contextLength = declared ?? Math.min(fallbackContextLength, ...older.filter((length) => length !== undefined));
  const name = value._name_or_path;
  return {
    name: typeof name === 'string' && name !== '' ? name : undefined,
    vocabSize: wholeNumber(value, 'vocab_size', 1),
    contextLength: Math.min(contextLength, maxContextLength),
  };
}

/** @throws InvalidModel unless it is a token id that a vocabulary can have. */
function checkTokenId(id: unknown): void {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= maxTokenId) return;
  if (id === undefined) throw new InvalidModel(t('a token has no id'));
  throw new InvalidModel(t('a token has the id {0}: it must be a whole number from 0 to {1}', shown(id), maxTokenId));
}

/** Checks a tokenizer.json before a library makes arrays as long as its token ids. @throws InvalidModel if it is unusable. */
export function checkTokenizer(value: unknown): void {
  if (!isObject(value)) throw new InvalidModel(t('it must hold a JSON object'));
  const { model, added_tokens: added } = value;
  const vocab = isObject(model) ? model.vocab : undefined;
  checkStructure(value, vocab);
  // Some kinds of tokenizer list their tokens: then a token's position is its id.
  if (isObject(vocab)) for (const token in vocab) checkTokenId(vocab[token]);
  if (!Array.isArray(added)) return;
  for (const token of added as readonly unknown[]) checkTokenId(isObject(token) ? token.id : token);
}

/**
 * Whether a tokenizer and a graph can be of the same model. Graphs are often a little wider, since round sizes compute
 * faster; one that lacks tokens fails as soon as a prompt has one of them.
 *
 * @param vocabSize the width of the graph's rows of logits.
 */
export const isOneModel = ({ size }: Vocabulary, vocabSize: number): boolean =>
  size <= vocabSize && size >= vocabSize / 2;
