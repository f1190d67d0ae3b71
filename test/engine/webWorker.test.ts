import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import './support/withoutTelemetry.js';
import type { CompletionRequest } from '../../src/core/request.js';
import type { Completion } from '../../src/core/result.js';
import { Engine } from '../../src/engine/engine.js';
import { loadModel, type LoadedModel } from '../../src/engine/load/loadModel.js';
import { grammarFilesIn } from '../../src/engine/platform/node/grammarFiles.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { wasmFile } from '../../src/engine/platform/web/shippedFiles.js';
import { openWasmRuntime } from '../../src/engine/platform/wasmRuntime.js';
import { webWorker } from '../../src/engine/platform/web/webWorker.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { provideBrowserWorker } from './support/browser/browserWorker.js';
import { ExtensionFiles, webFolder, webModel } from './support/browser/extensionFiles.js';
import { buildWebWorker } from './support/build.js';
import { modelFolder } from './support/engines.js';
import { completeCold } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { traceOf, type Trace } from './support/traces.js';

/** The tokens' texts and why they end. */
const tokensOf = ({ stop, tokens }: Trace): readonly string[] => [...tokens.map(([text]) => text), stop];

interface WebEngine {
  readonly engine: Engine;
  readonly files: ExtensionFiles;
  readonly problems: Error[];
}

/** An engine as the extension has it in a browser. The caller disposes it. */
function webEngine(files = new ExtensionFiles()): WebEngine {
  const problems: Error[] = [];
  const engine = new Engine({
    startWorker: webWorker({ folder: webFolder, model: webModel, files }),
    modelOptions: () => ({ folder: webModel, threads: 1 }),
    onProblem: (problem) => problems.push(problem),
  });
  return { engine, files, problems };
}

/** The same for one test: disposed when it ends. */
function engineOfTest(files?: ExtensionFiles): WebEngine {
  const started = webEngine(files);
  onTestFinished(() => started.engine.dispose());
  return started;
}

beforeAll(async () => {
  await provideBrowserWorker();
});

describe('the worker of browsers', () => {
  const { engine, problems } = webEngine();
  /** The same runtime with Node's files and tokenizer, in the test's own thread. */
  let inNode: LoadedModel;

  beforeAll(async () => {
    const wasmBinary = new Uint8Array(readFileSync(join(buildWebWorker(), wasmFile)));
    const runtime = () => Promise.resolve(openWasmRuntime(wasmBinary));
    const model = await loadModel({ ...modelPlatform, runtime }, { folder: modelFolder, threads: 1 }, () => undefined);
    const grammars = new Grammars(grammarFilesIn(join(buildWebWorker(), 'grammars')), (error) =>
      problems.push(error as Error),
    );
    inNode = { ...model, grammars };
    await engine.ready();
  });

  afterAll(async () => {
    await engine.dispose();
    await inNode.dispose();
  });

  /**
   * Expects an answer's tokens to be those from an empty cache in Node. In WebAssembly a row alone rounds otherwise than
   * among others (see `roundsLoneRows`), so that probabilities depend a little on the tokens that are kept.
   */
  async function expectAsInNode(answer: Completion | undefined, request: CompletionRequest): Promise<void> {
    const [own, cold] = [traceOf(answer), traceOf(await completeCold(inNode, request))];
    expect(own.map(tokensOf)).toEqual(cold.map(tokensOf));
    const logprobs = cold.flatMap(({ tokens }) => tokens.map(([, logprob]) => logprob));
    for (const [i, logprob] of own.flatMap(({ tokens }) => tokens.map(([, value]) => value)).entries()) {
      expect(Math.abs(logprob - logprobs[i]!)).toBeLessThan(0.001);
    }
  }

  test.each(places.map((place) => [placeName(place), place] as const))(
    'answers as Node does with WebAssembly at %s',
    async (_, place) => {
      const request = requestFor(place);
      await expectAsInNode(await engine.complete(request), request);
    },
  );

  test('answers the same with tokens kept from earlier keys as without', async () => {
    const typed = keyByKey(snippets[1]!).slice(-6);
    for (const text of typed) await engine.complete(requestAt(text));
    const last = requestAt(typed.at(-1)!);
    const answer = await engine.complete(last);
    expect(answer!.timings.reusedTokens).toBeGreaterThan(0);
    await expectAsInNode(answer, last);
  });

  test('samples the same tokens when the seed is the same', async () => {
    const request = requestAt(keyByKey(snippets[0]!).at(-1)!, { strategy: sampled(7) });
    const first = await engine.complete(request);
    const second = await engine.complete(request);
    expect(traceOf(second).map(tokensOf)).toEqual(traceOf(first).map(tokensOf));
    await expectAsInNode(first, request);
  });

  /** Takes minutes, of which it gets none. */
  const endless = requestAt('export class Queue<T> {\n  ‸\n}\n', {
    mode: 'free',
    maxTokens: 400,
    strategy: { kind: 'beam', width: 32, lengthPenalty: 0, earlyStopping: false },
  });
  const next = requestAt(keyByKey(snippets[2]!).at(-1)!);

  // Before the first forward, and in the middle of the search.
  test.each([0, 700])('ends a completion when a newer request comes %i ms after it', async (waitMs) => {
    const overtaken = engine.complete(endless);
    await wait(waitMs);
    const newest = engine.complete(next);
    expect(await overtaken).toBeUndefined();
    await expectAsInNode(await newest, next);
  });

  test('ends a completion between two forwards when it is aborted, and answers the next one', async () => {
    const abort = new AbortController();
    const answer = engine.complete(endless, { signal: abort.signal });
    await wait(700);
    abort.abort();
    expect(await answer).toBeUndefined();
    await expectAsInNode(await engine.complete(next), next);
  });

  test('has no problem to tell after all that', () => {
    expect(problems).toEqual([]);
  });
});

describe('the workspace index in a browser', () => {
  const folder = 'vscode-userdata:/storage';
  const file = `${folder}/workspace.index`;

  async function savedIndex(): Promise<ExtensionFiles> {
    const { engine, files } = engineOfTest();
    await engine.workspace({ kind: 'update', path: 'src/close.ts', text: 'register.publish();\n', stamp: 'v1' });
    await engine.workspace({ kind: 'finish' });
    await engine.workspace({ kind: 'save', folder });
    return files;
  }

  test('is there again when it was saved, and is built again when its file is damaged', async () => {
    const files = await savedIndex();
    const { engine } = engineOfTest(files);
    const loaded = await engine.workspace({ kind: 'load', folder });
    expect([loaded?.outcome, loaded?.stamps]).toEqual(['loaded', [['src/close.ts', 'v1']]]);

    const right = files.written.get(file)!;
    for (const at of [0, 32, right.length >> 1, right.length - 1]) {
      const wrong = right.slice();
      wrong[at]! ^= 1;
      files.written.set(file, wrong);
      expect((await engine.workspace({ kind: 'load', folder }))?.outcome).toBe('damaged');
      expect(files.written.has(file)).toBe(false);
    }
    files.written.set(file, right.slice(0, 20));
    expect((await engine.workspace({ kind: 'load', folder }))?.outcome).toBe('damaged');
    expect((await engine.workspace({ kind: 'load', folder }))?.outcome).toBe('absent');
  });

  test('is removed when it is cleared', async () => {
    const files = await savedIndex();
    const { engine } = engineOfTest(files);
    await engine.workspace({ kind: 'clear', folder });
    expect([...files.written.keys()]).toEqual([]);
  });
});

describe('files that do not come', () => {
  test.each(['tokenizer.json', 'onnx/model_quantized.onnx'])(
    'names %s when a part of it is missing, and loads when it is complete',
    async (name) => {
      const files = new ExtensionFiles();
      const address = `${webModel}/${name}`;
      files.changed.set(address, (await files.read(address))!.slice(0, -1));
      const { engine } = engineOfTest(files);
      await expect(engine.ready()).rejects.toThrow(`${address} cannot be fetched (it is incomplete).`);
      files.changed.clear();
      expect((await engine.restart()).name).toBe('inkling-30m');
    },
  );

  test('fails when the worker itself does not come', async () => {
    const files = new ExtensionFiles();
    files.changed.set(`${webFolder}/worker.js`, undefined);
    const { engine } = engineOfTest(files);
    await expect(engine.ready()).rejects.toThrow(`There is no worker.js in ${webFolder}.`);
  });
});
