import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../engine/support/build.js';
import { extension, machine } from './foreign.js';

/** Copies the terminal's command into the unpacked package: it is of the same build, but not part of it. */
export function copyCommand(): void {
  copyFileSync(join(repository, 'dist', 'complete.js'), join(extension, 'dist', 'complete.js'));
}

/** Bundles a program of `test/platforms/program` for the machine. @returns its path */
export async function program(name: string): Promise<string> {
  const outfile = join(machine.dir, `${name}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, '..', '..', 'program', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}
