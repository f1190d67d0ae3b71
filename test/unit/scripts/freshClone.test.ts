import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

/** What the scripts need to start; not what they build or measure. */
const rootFiles = ['.npmrc', 'package.json', 'package-lock.json', 'tsconfig.json', 'esbuild.mjs', 'vitest.config.mjs'];
const folders = ['scripts', 'src', 'test/harness', 'test/platforms', 'test/support'];
const steps = [
  'test/run.mjs',
  'test/training.mjs',
  'test/servers.mjs',
  'test/servers/llamaServer.mjs',
  'test/platforms.mjs',
];
const parts = ['model/checksums.json', ...rootFiles, ...folders, ...steps, 'model/mixture.json'];

/** Options without which a script says only that it needs them. */
const needed: Readonly<Record<string, string>> = { compare: ' --base HEAD' };

/** A double of npm, because a real installation takes minutes: what it does instead is the code of its `ci`. */
const fakeNpm = (ci: string): string => `
const { symlinkSync } = require('node:fs');
if (!process.argv.includes('ci')) throw new Error('npm ' + process.argv.slice(2).join(' '));
console.error('npm ci in ' + process.cwd());
${ci}
`;
const failing = 'process.exit(1);';
const installing = `symlinkSync(${JSON.stringify(resolve('node_modules'))}, 'node_modules', 'junction');`;

let clone: string;
let npmCli: string;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-clone-'));
  clone = join(folder, 'clone');
  npmCli = join(folder, 'npm-cli.js');
  for (const part of parts) cpSync(part, join(clone, part), { recursive: true });
});

// A link to the packages, or nothing: never the packages themselves.
afterEach(() => rmSync(join(clone, 'node_modules'), { recursive: true, force: true }));

afterAll(() => rmSync(join(clone, '..'), { recursive: true, force: true }));

/** Runs a command in the clone, as npm does. */
function run(command: string, ci: string): { status: number | null; output: string } {
  writeFileSync(npmCli, fakeNpm(ci));
  const PATH = [join(clone, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, npm_execpath: npmCli };
  const { status, stdout, stderr } = spawnSync(command, { cwd: clone, shell: true, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('in a clone without packages', () => {
  it.each(Object.entries(scripts))(
    'npm run %s installs them first, or says what to do when that fails',
    (name, command) => {
      const { status, output } = run(`${command}${needed[name] ?? ''}`, failing);
      expect(output).toContain(`npm ci in ${clone}`);
      expect(output).toContain('then run the same command again');
      // No stack: neither of a package that is missing nor of an uncaught error.
      expect(output).not.toMatch(/ERR_MODULE_NOT_FOUND|Cannot find|not found|^\s+at /m);
      expect(status).toBe(1);
    },
  );

  it('node scripts/pinCatalogue.mjs installs them first, too', () => {
    const { status, output } = run('node scripts/pinCatalogue.mjs', failing);
    expect(output).toMatch(/npm ci[^]*run the same command again/);
    expect(status).toBe(1);
  });

  it.each([
    ['test:unit', ' --help', 'Usage'],
    ['build', '', ''],
  ])('npm run %s works once they are installed', (name, options, printed) => {
    const { status, output } = run(`${scripts[name]}${options}`, installing);
    expect(output).toContain('Installing the project’s packages');
    expect(output).toContain(printed);
    expect(status).toBe(0);
    expect(existsSync(join(clone, 'dist', 'extension.js'))).toBe(name === 'build');
  });

  it('says which Node is needed when this one is too old', () => {
    const manifest = readFileSync('package.json', 'utf8');
    writeFileSync(join(clone, 'package.json'), manifest.replace('">=20.19"', '">=1000.1"'));
    const { status, output } = run(scripts.build!, installing);
    writeFileSync(join(clone, 'package.json'), manifest);
    expect(output.trim()).toBe(`Inkling needs Node 1000.1 or later to build, and this is ${process.version}.`);
    expect(status).toBe(1);
  });
});
