import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../engine/support/build.js';
import { bundleProgram } from '../../../support/bundle.js';
import { extension, machine } from './foreign.js';

/** Copies the terminal's command into the unpacked package: it is of the same build, but not part of it. */
export function copyCommand(): void {
  copyFileSync(join(repository, 'dist', 'complete.js'), join(extension, 'dist', 'complete.js'));
}

/** Bundles a program of `test/platforms/program` for the machine. @returns its path */
export const program = (name: string): Promise<string> =>
  bundleProgram(join(import.meta.dirname, '..', '..', 'program', `${name}.ts`), join(machine.dir, `${name}.cjs`));
