import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { Engine } from '../../src/engine/engine.js';
import type { Texts } from '../../src/engine/protocol.js';
import { buildScript, buildWorker, repository } from './support/build.js';
import { modelName } from './support/embeddedModel.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { folderOfTest } from './support/toyModel.js';
import { libraryFault } from '../../src/engine/platform/node/libraryFault.js';
import { nodeWorker } from '../../src/engine/platform/node/nodeWorker.js';

let dyingWorker: string;

beforeAll(async () => {
  buildWorker();
  dyingWorker = await buildScript('dyingWorker');
});

describe('a native library that cannot be loaded', () => {
  const modules = join(repository, 'node_modules');
  const binaries = join('onnxruntime-node', 'bin', 'napi-v6', process.platform, process.arch);

  /** The built worker with its own native library, as in a package. Returns the worker and the library's folder. */
  function packagedWorker(): { worker: string; library: string } {
    const folder = folderOfTest();
    const worker = join(folder, 'worker.js');
    cpSync(buildWorker(), worker);
    const wasmFile = 'ort-wasm-simd-threaded.wasm';
    cpSync(join(dirname(buildWorker()), wasmFile), join(folder, wasmFile));
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

  test.each(spoils)('is replaced by WebAssembly, with the reason, when it %s', async (_, spoil) => {
    const { worker, library } = packagedWorker();
    spoil(library);
    const { engine, states } = engineOfTest(modelFolder, worker);
    const { name, runtime, slowBecause } = await engine.ready();
    expect([name, runtime]).toEqual([modelName, 'wasm']);
    expect(slowBecause).toMatch(
      /^Inkling's native library can't be loaded here\. Inkling works without it, but suggestions are slower\. The library is missing or damaged\. Reinstall Inkling, then restart the editor\. \(.+\)$/,
    );
    const request = requestAt('for (let i = 0; i < items.length; ‸\n');
    const native = await engineOfTest(modelFolder).engine.complete(request);
    const completion = await engine.complete(request);
    expect(completion!.text).toBe(native!.text);
    expect(Math.abs(completion!.confidence - native!.confidence)).toBeLessThan(0.05);
    expect(states.map(({ kind }) => kind)).not.toContain('failed');

    cpSync(join(modules, binaries), library, { recursive: true });
    expect(await engine.restart()).toMatchObject({ name: modelName, runtime: 'native' });
  });

  test('ends the load when the user chose it by name', async () => {
    const { worker, library } = packagedWorker();
    rmSync(join(library, 'onnxruntime_binding.node'));
    const modelOptions = () => ({ folder: modelFolder, threads: 1, runtime: 'native' as const });
    const engine = new Engine({ startWorker: nodeWorker(worker), modelOptions });
    await expect(engine.ready()).rejects.toThrow('onnxruntime_binding.node');
    await engine.dispose();
  });

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
      [
        'linux-x64',
        'Error loading shared library libstdc++.so.6: No such file or directory (needed by /x.node)',
        'musl',
      ],
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
      expect(libraryFault(failure('ERR_DLOPEN_FAILED', message), platform)).toContain(named);
    });

    test('lists the supported platforms when this one has no library', () => {
      const cause = failure(
        'MODULE_NOT_FOUND',
        "Cannot find module '../bin/napi-v6/darwin/x64/onnxruntime_binding.node'",
      );
      expect(libraryFault(cause, 'darwin-x64')).toContain('macOS (arm64)');
    });

    test('is undefined for another missing module or another end of the thread', () => {
      expect(
        libraryFault(failure('MODULE_NOT_FOUND', "Cannot find module '/x/worker.js'"), 'linux-x64'),
      ).toBeUndefined();
      expect(libraryFault(new Error('told to die'), 'linux-x64')).toBeUndefined();
      expect(libraryFault(undefined, 'linux-x64')).toBeUndefined();
    });
  });
});

describe('a worker that dies while it completes', () => {
  const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n', { path: 'src/add.ts' });
  const deadly = { exit: { ...request, path: 'die-by-exit' }, throw: { ...request, path: 'die-by-throw' } };

  test.each(['exit', 'throw'] as const)('is restarted after its first death (%s)', async (how) => {
    const { engine, notices } = engineOfTest(modelFolder, dyingWorker);
    const alive = answerOf(await engine.complete(request));
    expect(alive!.text.length).toBeGreaterThan(0);

    expect(await engine.complete(deadly[how])).toBeUndefined();
    expect(notices).toEqual([expect.stringMatching(/^Inkling's engine stopped unexpectedly and is being restarted\./)]);
    expect(answerOf(await engine.complete(request))).toEqual(alive);
    expect(engine.state.kind).toBe('ready');
  });

  test('is reported with the reason when it throws', async () => {
    const { engine, notices } = engineOfTest(modelFolder, dyingWorker);
    await engine.complete(deadly.throw);
    expect(notices[0]).toContain('told to die');
    await engine.ready();
  });

  test('stays off after its second death until the user restarts it', async () => {
    const { engine, notices, states } = engineOfTest(modelFolder, dyingWorker);
    const alive = answerOf(await engine.complete(request));
    expect(await engine.complete(deadly.exit)).toBeUndefined();
    expect(await engine.complete(deadly.exit)).toBeUndefined();
    expect(notices.length).toBe(1);
    const state = states.at(-1)!;
    const error = state.kind === 'failed' ? state.error : undefined;
    expect(error).toBeInstanceOf(UserError);
    expect(error!.message).toContain('Inkling: Restart Engine');
    await expect(engine.complete(request)).rejects.toBe(error);

    await engine.restart();
    expect(answerOf(await engine.complete(request))).toEqual(alive);
    expect(await engine.complete(deadly.exit)).toBeUndefined();
    expect(answerOf(await engine.complete(request))).toEqual(alive);
  });

  test('answers all pending requests with undefined', async () => {
    const { engine } = engineOfTest(modelFolder, dyingWorker);
    await engine.ready();
    const answers = [request, request, deadly.exit].map((one) => engine.complete(one));
    expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined]);
    await engine.ready();
  });
});

describe('a worker that dies while it loads', () => {
  const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');
  const deadly = join(modelFolder, 'die-by-exit');

  const errorOf = (load: Promise<unknown>): Promise<unknown> =>
    load.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('fails with a UserError for every caller when it dies at each load', async () => {
    const { engine, notices, states } = engineOfTest(deadly, dyingWorker);
    const asked = [engine.complete(request), engine.ready()];
    const [first, second, third] = await Promise.all([...asked, engine.ready()].map(errorOf));
    expect(first).toBeInstanceOf(UserError);
    expect((first as UserError).message).toContain('Inkling: Restart Engine');
    expect([second, third]).toEqual([first, first]);
    expect(notices.length).toBe(1);
    expect(states.filter(({ kind }) => kind === 'failed')).toEqual([{ kind: 'failed', error: first }]);
    expect(states.at(-1)!.kind).toBe('failed');
  });

  test('answers a waiting request from the second thread when the first dies', async () => {
    const watched = engineOfTest(deadly, dyingWorker);
    const waiting = watched.engine.complete(request);
    watched.folder = modelFolder;
    const answer = answerOf(await waiting);
    expect(answer).toBeDefined();
    expect(watched.notices.length).toBe(1);
    expect(answerOf(await watched.engine.complete(request))).toEqual(answer);
  });

  test('is started again with the current settings when it dies in a reload', async () => {
    const watched = engineOfTest(modelFolder, dyingWorker);
    const { engine, notices } = watched;
    const alive = answerOf(await engine.complete(request));
    watched.folder = deadly;
    const reloaded = engine.reload();
    watched.folder = modelFolder;
    expect((await reloaded).name).toBe(modelName);
    expect(notices.length).toBe(1);
    expect(engine.state.kind).toBe('ready');
    expect(answerOf(await engine.complete(request))).toEqual(alive);
  });

  test('fails with a UserError when it dies in each reload, as the loaded model is gone too', async () => {
    const watched = engineOfTest(modelFolder, dyingWorker);
    const { engine, states } = watched;
    await engine.ready();
    watched.folder = deadly;
    const error = await errorOf(engine.reload());
    expect(error).toBeInstanceOf(UserError);
    expect(states.at(-1)).toEqual({ kind: 'failed', error });
    await expect(engine.complete(request)).rejects.toBe(error);
    watched.folder = modelFolder;
    await engine.restart();
    expect(await engine.complete(request)).toBeDefined();
  });

  test('fails with a UserError when its file is missing', async () => {
    const { engine } = engineOfTest(modelFolder, join(modelFolder, 'no-worker.js'));
    await expect(engine.complete(request)).rejects.toBeInstanceOf(UserError);
    expect(engine.state.kind).toBe('failed');
  });
});

describe('the language of messages', () => {
  const german = JSON.parse(readFileSync(join(repository, 'l10n', 'bundle.l10n.de.json'), 'utf8')) as Texts;

  /** The message for a missing folder. */
  async function complaintIn(texts: Texts | undefined): Promise<string> {
    const modelOptions = () => ({ folder: '/no/such/model', threads: 1 });
    const engine = new Engine({ startWorker: nodeWorker(buildWorker()), texts, modelOptions });
    try {
      await engine.ready();
      return '';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await engine.dispose();
    }
  }

  test("is the user's, or English when there is no translation", async () => {
    const [part, reason, nextStep] = [
      '{0} cannot be read: {1}. {2}',
      'it does not exist',
      'Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.',
    ];
    const filled = (text: string, ...values: string[]): string =>
      values.reduce((all, value, i) => all.replace(`{${i}}`, value), text);
    expect(await complaintIn(undefined)).toBe(filled(part, '/no/such/model', reason, nextStep));
    expect(await complaintIn(german)).toBe(filled(german[part]!, '/no/such/model', german[reason]!, german[nextStep]!));
  });
});
