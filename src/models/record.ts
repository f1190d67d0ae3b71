import { lstat, readFile } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { writeAtomically } from '../files/writeAtomically.js';
import { isMissing } from './modelPath.js';

/** The result of reading a file that Inkling wrote, and that anything may have changed since. */
export type RecordRead<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'missing' }
  /** The reason is fit to be shown. */
  | { readonly kind: 'damaged'; readonly reason: string };

/** A record that cannot be read, and is therefore left out. */
export interface DamagedRecord {
  readonly file: string;
  readonly reason: string;
}

/** Records of the largest models take a few kilobytes. */
const maxBytes = 1e6;

/**
 * Reads a record.
 *
 * @param parse returns undefined for a value of the wrong shape.
 */
export async function readRecord<T>(file: string, parse: (value: unknown) => T | undefined): Promise<RecordRead<T>> {
  try {
    const stats = await lstat(file);
    // Opening a named pipe would wait for a writer, and a link could lead anywhere.
    if (!stats.isFile()) return { kind: 'damaged', reason: t('not a regular file') };
    if (stats.size > maxBytes) return { kind: 'damaged', reason: t('too large') };
    const value = parse(JSON.parse(await readFile(file, 'utf8')));
    return value === undefined ? { kind: 'damaged', reason: t('unexpected content') } : { kind: 'read', value };
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' };
    if (error instanceof SyntaxError) return { kind: 'damaged', reason: t('not valid JSON') };
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The entries of an object; undefined for anything else. */
export const recordFields = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** Replaces a record as a whole. */
export const writeRecord = (file: string, value: unknown): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
