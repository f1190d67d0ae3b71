import type { Mode } from '../core/request.js';
import { show } from '../core/sampling/numberRange.js';
import { completeStrategy } from '../core/sampling/completeStrategy.js';
import type { Strategy } from '../core/sampling/strategy.js';
import { UserError } from '../core/errors.js';
import { pathInLanguage } from '../core/language/languagePath.js';
import type { InputLine } from './inputLines.js';
import { checkMode } from './options.js';

/** A request of `--batch`. */
export interface BatchRequest {
  /** Tells the language, too, as the request's `languageId` says. */
  readonly path?: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly mode?: Mode;
  readonly strategy?: Strategy;
  /** A folder. */
  readonly workspace?: string;
}

/** A line as far as it can be read: an object with a request's fields, or the reason why it is none. */
export interface BatchLine {
  /** As the request has it; absent where there is none. */
  readonly id?: unknown;
  readonly fields: Readonly<Record<string, unknown>> | UserError;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads a line as JSON. */
export function readLine({ text, problem }: InputLine): BatchLine {
  const value = parse(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  const id = fields && Object.hasOwn(fields, 'id') ? { id: fields.id } : {};
  if (problem !== undefined) return { ...id, fields: new UserError(problem) };
  if (text.trim() === '') return { fields: new UserError('The line is empty.') };
  if (value === undefined) return { fields: new UserError('It is not valid JSON.') };
  return { ...id, fields: fields ?? new UserError(`A request must be an object, not ${show(value)}.`) };
}

function textOf(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === 'string') return value;
  throw new UserError(value === undefined ? `${name} is missing.` : `${name} must be a string, not ${show(value)}.`);
}

/** A field that may be left out, or null. */
function optional<T>(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  read: (value: unknown) => T,
): T | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value === undefined || value === null ? undefined : read(value);
}

/** @throws UserError naming the field and what it may be. */
export function requestOf(fields: Readonly<Record<string, unknown>>): BatchRequest {
  const text = (name: string): string | undefined => optional(fields, name, () => textOf(fields, name));
  const [prefix, suffix] = [textOf(fields, 'prefix'), textOf(fields, 'suffix')];
  const [ownPath, languageId, workspace] = [text('path'), text('languageId'), text('workspace')];
  const path = languageId === undefined ? ownPath : pathInLanguage(ownPath, languageId);
  const mode = optional(fields, 'mode', checkMode);
  const strategy = optional(fields, 'strategy', completeStrategy);
  return {
    prefix,
    suffix,
    ...(path === undefined ? {} : { path }),
    ...(mode === undefined ? {} : { mode }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(workspace === undefined ? {} : { workspace }),
  };
}
