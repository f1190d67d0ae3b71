import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const repository = join(import.meta.dirname, '../../..');
const built = join(repository, 'out/test/engine');

function modifiedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSourceMs(): number {
  const source = join(repository, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const times = files.map((file) => modifiedMs(join(source, file)));
  return Math.max(modifiedMs(join(repository, 'esbuild.mjs')), ...times);
}

/**
 * A file as it ships, built first if the sources are newer.
 *
 * @returns a copy's path: another build may empty `dist/` while a test runs.
 */
function shipped(name: 'worker.js' | 'complete.js' | 'web/worker.js', ...beside: readonly string[]): string {
  const file = join(repository, 'dist', name);
  const copy = join(built, name);
  const sourceMs = newestSourceMs();
  if (modifiedMs(copy) > sourceMs) return copy;
  if (modifiedMs(file) < sourceMs) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: repository });
  mkdirSync(built, { recursive: true });
  for (const one of [name, ...beside]) {
    cpSync(join(repository, 'dist', one), join(built, one), { recursive: true });
  }
  return copy;
}

/** The worker; the grammars and the WebAssembly runtime lie beside it, as it expects. */
export const buildWorker = (): string => shipped('worker.js', 'grammars', 'ort-wasm-simd-threaded.wasm');

/** The folder of the worker of browsers, and the files that it fetches. */
export const buildWebWorker = (): string =>
  dirname(shipped('web/worker.js', 'web/grammars', 'web/ort-wasm-simd-threaded.wasm'));

/** The terminal's command; the worker lies beside it, as it expects. */
export function buildCommand(): string {
  buildWorker();
  return shipped('complete.js');
}

/** Bundles a script of this folder for a separate process or thread; returns the bundle's path. */
export async function buildScript(name: string): Promise<string> {
  const outfile = join(built, `${name}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['./worker.js'],
    logLevel: 'warning',
  });
  return outfile;
}
