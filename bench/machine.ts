import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchFolder, repository } from './paths.js';

/** The machine and time of a measurement. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** The system's load average of the last minute before the bench, in busy cores: above 0 there was other load. */
  readonly loadBefore: number;
  readonly commit: string;
}

function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const isClean = git('status', '--porcelain', '--', 'src', 'model', 'bench', 'quality') === '';
    return git('rev-parse', '--short', 'HEAD') + (isClean ? '' : ' and changes');
  } catch {
    return 'unknown';
  }
}

export const machine = (): Machine => ({
  date: new Date().toISOString(),
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  system: `${platform()} ${arch()} ${release()}`,
  node: process.versions.node,
  loadBefore: loadavg()[0]!,
  commit: commit(),
});

const versionIn = (folder: string, name: string): string =>
  (JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

/** The installed versions of Inkling's own dependencies. */
export const ownVersions = (): Record<string, string> => ({
  '@huggingface/transformers': versionIn(repository, '@huggingface/transformers'),
  'onnxruntime-node': versionIn(repository, 'onnxruntime-node'),
});

/** The installed versions of the compared engines. */
export const peerVersions = (): Record<string, string> => ({
  ...ownVersions(),
  'node-llama-cpp': versionIn(benchFolder, 'node-llama-cpp'),
});
