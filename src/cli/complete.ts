import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import { normalize } from '../core/prompt/lineEndings.js';
import type { TextAroundCursor } from '../core/suggest/cursorContext.js';
import { runBatch, type BatchOutput } from './batch.js';
import { completeText } from './completeText.js';
import { describe } from './describe.js';
import { inputLines } from './inputLines.js';
import { parseCliOptions, requestOptions, type CliOptions } from './options.js';
import { serverKeyVariable, startEngine, type TerminalEngine } from './terminalEngine.js';
import { cliUsage } from './usage.js';

async function read(file: string): Promise<string> {
  try {
    return normalize(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Cuts a text at a cursor counted from 1. */
function cutAt(text: string, { file, line, column }: NonNullable<CliOptions['cursor']>): TextAroundCursor {
  const lines = text.split('\n');
  const current = lines[line - 1];
  if (current === undefined) throw new UserError(`${file} has ${lines.length} lines: --line ${line} is after its end.`);
  if (column > current.length + 1) {
    throw new UserError(
      `Line ${line} of ${file} ends at column ${current.length + 1}: --column ${column} is after that.`,
    );
  }
  const cursor = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return { prefix: text.slice(0, cursor), suffix: text.slice(cursor) };
}

async function completeOne(
  engine: TerminalEngine,
  cursor: NonNullable<CliOptions['cursor']>,
  options: CliOptions,
): Promise<void> {
  const around = cutAt(await read(cursor.file), cursor);
  const path = relative(options.workspace ?? '.', resolve(cursor.file));
  const answer = await completeText(engine, around, { path, ...requestOptions(options) }, options.eagerness);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  process.stdout.write(`${answer.text}\n`);
  process.stderr.write(describe(answer));
}

/** Prints lines, each once the one before it is out, until their reader (`| head`) has closed its end. */
function batchOutput(): BatchOutput {
  // Each write tells its own error; without a listener the first one would end the process.
  process.stdout.on('error', () => undefined);
  return {
    write: (line) =>
      new Promise((resolve, reject) => {
        process.stdout.write(`${line}\n`, (error) => {
          const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
          if (!error) resolve(true);
          else if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') resolve(false);
          else reject(new UserError(`The answers cannot be written: ${error.message}`));
        });
      }),
    onBug: (error) => process.stderr.write(`${stackOf(error)}\n`),
  };
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** @returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseCliOptions(args);
  if (!options) {
    process.stdout.write(cliUsage);
    return 0;
  }
  const print = (line: string): unknown => process.stderr.write(`${line}\n`);
  const serverKey = process.env[serverKeyVariable];
  const engine = await startEngine(options, { builtFolder: __dirname, print, serverKey });
  try {
    if (options.workspace !== undefined) {
      const { files, tokens, sizeBytes } = await engine.index(options.workspace);
      print(`workspace: ${files} files, ${tokens} tokens, ${(sizeBytes / 1e6).toFixed(1)} MB`);
    }
    if (options.cursor) {
      await completeOne(engine, options.cursor, options);
      return 0;
    }
    const failures = await runBatch(engine, inputLines(process.stdin), options, batchOutput());
    return failures === 0 ? 0 : 1;
  } finally {
    await engine.dispose();
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof UserError ? error.message : stackOf(error)}\n`);
  },
);
