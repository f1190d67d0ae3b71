import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchFolder, repository } from './paths.js';

/** Where and when figures come from. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** The system's load of the last minute as the bench began, in busy cores: above 0 others worked, too. */
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

/** The installed versions of what Inkling itself runs on. */
export const ownVersions = (): Record<string, string> => ({
  '@huggingface/transformers': versionIn(repository, '@huggingface/transformers'),
  'onnxruntime-node': versionIn(repository, 'onnxruntime-node'),
});

/** The installed versions of whoever is compared. */
export const peerVersions = (): Record<string, string> => ({
  ...ownVersions(),
  'node-llama-cpp': versionIn(benchFolder, 'node-llama-cpp'),
});
