import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../src/core/errors.js';
import type { ServerOptions } from '../../src/core/server/serverOptions.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { loadModel, type LoadedModel } from '../../src/engine/load/loadModel.js';

/** A command that fits parameters to a model: its options, computation and output file. */
export interface Fitting<Name extends string> {
  readonly usage: string;
  /** The file in the model's folder to which the parameters are written. */
  readonly fileName: string;
  /** Indentation of the file in spaces; a single line if absent. */
  readonly indent?: number;
  /** Numeric options with their defaults. */
  readonly numbers: Readonly<Record<Name, number>>;
  readonly fit: (
    loaded: LoadedModel,
    folders: readonly string[],
    numbers: Readonly<Record<Name, number>>,
  ) => Promise<object>;
  /** Fits the model of an inference server; absent if the command cannot. */
  readonly fitServer?: (
    server: ServerOptions,
    folders: readonly string[],
    numbers: Readonly<Record<Name, number>>,
  ) => Promise<{ readonly parameters: object; readonly fileName: string }>;
}

/** Prints a line of the command's report. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Five digits are more precise than the data. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(5)) : value;

function readArguments(names: readonly string[], usage: string) {
  try {
    return parseArgs({
      options: {
        repositories: { type: 'string', multiple: true, default: [] },
        model: { type: 'string', default: 'model' },
        server: { type: 'string' },
        'server-model': { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}

/** A server may be slow, but does not hang for longer. */
const serverTimeoutMs = 60_000;

function serverOptionsOf(address: string, model: string | undefined): ServerOptions {
  const { INKLING_API_KEY: apiKey } = process.env;
  return {
    ...{ address, headers: {}, firstByteMs: serverTimeoutMs, silenceMs: serverTimeoutMs },
    ...(model === undefined ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

async function write(file: string, parameters: object, indent: number | undefined): Promise<void> {
  await writeFile(file, `${JSON.stringify(parameters, rounded, indent)}\n`);
  say(`written: ${file}`);
}

async function run<Name extends string>(fitting: Fitting<Name>): Promise<void> {
  const { usage, fileName, indent, numbers, fit, fitServer } = fitting;
  const names = Object.keys(numbers) as Name[];
  const values = readArguments(names, usage);
  const { repositories, model, server, 'server-model': serverModel, out, help } = values;
  const given: Readonly<Record<string, unknown>> = values;
  if (help || repositories.length < 4) throw new UserError(`At least four repositories are needed.\n\n${usage}`);
  const chosen = names.map((name) => {
    const value = Number(given[name] ?? numbers[name]);
    if (!Number.isInteger(value) || value < 1)
      throw new UserError(`--${name} takes a whole number from 1.\n\n${usage}`);
    return [name, value] as const;
  });
  const sizes = Object.fromEntries(chosen) as Record<Name, number>;
  if (server !== undefined) {
    if (!fitServer) throw new UserError(`A server has nothing to fit here.\n\n${usage}`);
    const fitted = await fitServer(serverOptionsOf(server, serverModel), repositories, sizes);
    return write(resolve(out ?? fitted.fileName), fitted.parameters, indent);
  }
  const folder = resolve(model);
  const loaded = await loadModel(modelPlatform, { folder, threads: 'auto' }, () => undefined);
  try {
    await write(join(folder, fileName), await fit(loaded, repositories, sizes), indent);
  } finally {
    await loaded.dispose();
  }
}

/** Runs the command with the process's arguments; exits with 1 where they are invalid or the fit fails. */
export function fitCommand<Name extends string>(fitting: Fitting<Name>): void {
  run(fitting).catch((error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof UserError ? error.message : String((error as Error).stack)}\n`);
  });
}
