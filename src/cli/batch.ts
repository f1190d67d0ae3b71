import type { Interface } from 'node:readline';
import { checkStrategy } from '../core/decode/checkStrategy.js';
import type { Strategy } from '../core/decode/strategy.js';
import { UserError } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import { indexFolder } from './indexFolder.js';
import { completeText } from './completeText.js';
import { checkMode, requestOptions, type Options } from './options.js';

/** One line of `--batch`. */
interface BatchLine {
  readonly id: unknown;
  readonly path?: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly mode?: string;
  readonly strategy?: Strategy;
  readonly workspace?: string;
}

function parseLine(line: string): BatchLine {
  let value: Partial<BatchLine> | null;
  try {
    value = JSON.parse(line) as Partial<BatchLine> | null;
  } catch {
    throw new UserError('It is not valid JSON.');
  }
  const { prefix, suffix } = value ?? {};
  if (typeof prefix !== 'string' || typeof suffix !== 'string') throw new UserError('prefix and suffix must be texts.');
  return { ...value, id: value?.id, prefix, suffix };
}

async function answer(
  engine: Engine,
  { id, path, prefix, suffix, mode, strategy }: BatchLine,
  options: Options,
  isInWorkspace: boolean,
): Promise<unknown> {
  const answered = await completeText(
    engine,
    { before: prefix, after: suffix },
    {
      ...(path === undefined ? {} : { path }),
      ...requestOptions(options, isInWorkspace),
      ...(mode === undefined ? {} : { mode: checkMode(mode) }),
      ...(strategy === undefined ? {} : { strategy: checkStrategy(strategy) }),
    },
    options.eagerness,
  );
  return { id, ...answered };
}

/**
 * Answers each line of the input with one line; a line that cannot be read is answered with `{line, error}`, and the
 * others are not lost.
 *
 * @param write prints a line; false once nobody reads any more, which ends the batch.
 * @returns how many lines could not be answered.
 */
export async function runBatch(
  engine: Engine,
  input: Interface,
  options: Options,
  write: (line: string) => boolean,
): Promise<number> {
  let failures = 0;
  let number = 0;
  let workspace = options.workspace;
  for await (const line of input) {
    number++;
    if (line.trim() === '') continue;
    let result: unknown;
    try {
      const parsed = parseLine(line);
      if (parsed.workspace !== undefined && parsed.workspace !== workspace) {
        workspace = parsed.workspace;
        await indexFolder(engine, workspace);
      }
      result = await answer(engine, parsed, options, workspace !== undefined);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures++;
      result = { line: number, error: error.message };
    }
    if (!write(JSON.stringify(result))) break;
  }
  return failures;
}
