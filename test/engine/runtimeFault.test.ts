import { cpSync, mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { runtimeFault } from '../../src/engine/runtimeFault.js';
import { buildWorker, repository } from './support/build.js';
import { modelName } from './support/embeddedModel.js';
import { engineOfTest, modelFolder } from './support/engines.js';
import { folderOfTest } from './support/toyModel.js';

const modules = join(repository, 'node_modules');
const binaries = join('onnxruntime-node', 'bin', 'napi-v6', process.platform, process.arch);

/** The built worker with a native library of its own, as in a package. Returns the worker and the library's folder. */
function packagedWorker(): { worker: string; library: string } {
  const folder = folderOfTest();
  const worker = join(folder, 'worker.js');
  cpSync(buildWorker(), worker);
  const own = join(folder, 'node_modules');
  mkdirSync(join(own, dirname(binaries)), { recursive: true });
  for (const part of ['package.json', 'dist']) {
    cpSync(join(modules, 'onnxruntime-node', part), join(own, 'onnxruntime-node', part), { recursive: true });
  }
  cpSync(join(modules, binaries), join(own, binaries), { recursive: true });
  symlinkSync(join(modules, 'onnxruntime-common'), join(own, 'onnxruntime-common'));
  return { worker, library: join(own, binaries) };
}

const spoils: readonly [string, (library: string) => void][] = [
  ['is cut short', (library) => truncateSync(join(library, 'onnxruntime_binding.node'), 16)],
  ['is missing', (library) => rmSync(join(library, 'onnxruntime_binding.node'))],
];

test.each(spoils)(
  'a native library that %s is no crash: the message says so, and no restart is tried',
  async (_, spoil) => {
    const { worker, library } = packagedWorker();
    spoil(library);
    const { engine, notices, states } = engineOfTest(modelFolder, worker);
    const error: unknown = await engine.ready().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(
      /^Inkling's native library cannot be loaded\. The library is missing or damaged\. Reinstall Inkling, then restart the editor\. \(.+\)$/,
    );
    expect(notices).toEqual([]);
    expect(states.map(({ kind }) => kind)).toEqual(['loading', 'failed']);

    cpSync(join(modules, binaries), library, { recursive: true });
    expect((await engine.restart()).name).toBe(modelName);
  },
);

describe('the next step', () => {
  const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });
  // The messages of the systems' loaders.
  test.each([
    [
      'linux-x64',
      "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found (required by /x/libonnxruntime.so.1)",
      'glibc 2.28',
    ],
    ['linux-x64', 'libstdc++.so.6: cannot open shared object file: No such file or directory', 'libstdc++'],
    ['linux-arm64', "/usr/lib/libstdc++.so.6: version `GLIBCXX_3.4.26' not found (required by /x.node)", 'libstdc++'],
    [
      'linux-x64',
      'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /x.node)',
      'musl',
    ],
    ['linux-x64', 'Error loading shared library libstdc++.so.6: No such file or directory (needed by /x.node)', 'musl'],
    ['linux-x64', 'Error relocating /x.node: __memcpy_chk: symbol not found', 'musl'],
    ['linux-x64', '/x/libonnxruntime.so.1: file too short', 'Reinstall'],
    ['win32-x64', 'The specified module could not be found.', 'Visual C++'],
    ['win32-arm64', 'Das angegebene Modul wurde nicht gefunden.', 'Visual C++'],
    ['win32-x64', 'A dynamic link library (DLL) initialization routine failed.', 'Visual C++'],
    ['win32-x64', '%1 is not a valid Win32 application.', 'Reinstall'],
    [
      'darwin-x64',
      'dlopen(/x.node, 0x0001): tried: /x.node (mach-o file, but is an incompatible architecture)',
      'macOS',
    ],
    ['linux-ia32', '/x.node: wrong ELF class: ELFCLASS64', 'x64 and arm64'],
  ])('on %s, for "%s", names %s', (platform, message, named) => {
    expect(runtimeFault(failure('ERR_DLOPEN_FAILED', message), platform)?.message).toContain(named);
  });

  test('a platform without a library is told the ones that have one', () => {
    const cause = failure(
      'MODULE_NOT_FOUND',
      "Cannot find module '../bin/napi-v6/darwin/x64/onnxruntime_binding.node'",
    );
    expect(runtimeFault(cause, 'darwin-x64')?.message).toContain('macOS (arm64)');
  });

  test('another missing module, and a thread that ended otherwise, are no such fault', () => {
    expect(runtimeFault(failure('MODULE_NOT_FOUND', "Cannot find module '/x/worker.js'"), 'linux-x64')).toBeUndefined();
    expect(runtimeFault(new Error('told to die'), 'linux-x64')).toBeUndefined();
    expect(runtimeFault(undefined, 'linux-x64')).toBeUndefined();
  });
});
