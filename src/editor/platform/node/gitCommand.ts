import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { GitFailed } from '../localFiles.js';

/** Where and with what git runs. */
export interface GitCall {
  /** The executable's path. */
  readonly git: string;
  /** The folder it is asked about. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A repository's configuration may come from anywhere; it must make git run, or fetch, nothing. */
const safeConfig = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'core.sshCommand=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/** A question that takes longer than this is given up: a configuration may include a pipe that nothing is written to. */
const maxMs = 120_000;
const maxErrorCharacters = 2_000;

/** The environment without what would lead git to another repository. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_(?!CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

function startGit({ git, folder, signal }: GitCall, args: readonly string[]) {
  return spawn(git, ['--no-pager', ...safeConfig, '-C', folder, ...args], {
    // Windows looks for a program in the current folder first, and a workspace may bring a git.exe along.
    cwd: tmpdir(),
    env: environment(),
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: maxMs,
    signal,
  });
}

/** Splits a text that arrives in chunks at its NUL characters. */
async function* splitAtNul(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of chunks) {
    const records = (rest + chunk).split('\0');
    rest = records.pop()!;
    yield* records;
  }
  if (rest !== '') yield rest;
}

/**
 * Runs a git command that reads only and yields its output, split at NUL characters.
 *
 * @param options.input written to its standard input.
 * @param options.codes exit codes that are an answer; by default 0.
 * @throws GitFailed if there is no git, the exit code is another one, or it takes too long.
 */
export async function* gitRecords(
  call: GitCall,
  args: readonly string[],
  { input, codes = [0] }: { readonly input?: string; readonly codes?: readonly number[] } = {},
): AsyncGenerator<string, void> {
  const child = startGit(call, args);
  let said = '';
  let failure: Error | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', (error) => (failure = error));
    child.on('close', resolve);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, maxErrorCharacters)));
  // It may end without reading all of it; its exit code says whether that matters.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  try {
    for await (const record of splitAtNul(child.stdout.setEncoding('utf8') as AsyncIterable<string>)) {
      if (call.signal.aborted) return;
      yield record;
    }
    const code = await ended;
    if (call.signal.aborted) return;
    if (failure) throw new GitFailed(`git cannot be run: ${failure.message}`);
    if (code === null || !codes.includes(code))
      throw new GitFailed(`git ${args[0]!} ended with ${code}: ${said.trim()}`);
  } finally {
    child.kill();
  }
}

/** Runs a git command that answers with one line; undefined if it ends with 1, for "there is none". */
export async function gitLine(call: GitCall, args: readonly string[]): Promise<string | undefined> {
  let output = '';
  for await (const record of gitRecords(call, args, { codes: [0, 1] })) output += record;
  return output === '' ? undefined : output.replace(/\r?\n$/, '');
}
