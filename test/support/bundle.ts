import { build } from 'esbuild';

/** Bundles a program for a process that runs it without the sources. @returns `outfile` */
export async function bundleProgram(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}
