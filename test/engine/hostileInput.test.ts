import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompletionRequest, drafterKinds } from '../../src/core/request.js';
import { UserError } from '../../src/core/errors.js';
import { within } from '../../src/engine/within.js';
import { corrupted, forEachRandom, hostileValue, timeoutMs } from '../support/fuzz.js';
import { repository } from './support/build.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { RawWorker } from './support/rawWorker.js';
import { requestAt, sampled } from './support/requests.js';
import { toyModel } from './support/toyModel.js';

describe('messages to the worker', () => {
  const request: CompletionRequest = {
    ...requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n', { path: 'src/add.ts', maxTokens: 8 }),
    drafters: drafterKinds,
    workspace: { weight: { kind: 'fitted' }, sure: true },
    context: { snippets: true, recent: [{ path: 'src/b.ts', line: 3 }], clipboard: 'add(1, 2)' },
    eagerness: 'balanced',
    without: ['repetition'],
    top: 2,
    requiredTokens: [300, 301],
    explain: true,
  };
  const file = { path: 'src/b.ts', text: 'export const b = add(1, 2);\n' };

  /** Right calls, to be made wrong ones. */
  const calls: readonly { readonly call: string; readonly args: unknown }[] = [
    { call: 'complete', args: request },
    { call: 'complete', args: { ...request, strategy: sampled(1) } },
    {
      call: 'complete',
      args: { ...request, strategy: { kind: 'beam', width: 2, lengthPenalty: 0, earlyStopping: true } },
    },
    { call: 'step', args: request },
    { call: 'workspace', args: { kind: 'update', ...file, stamp: 'v1', isEdited: true } },
    { call: 'workspace', args: { kind: 'remove', path: file.path } },
    { call: 'workspace', args: { kind: 'finish' } },
    { call: 'workspace', args: { kind: 'state' } },
  ];
  const scalars = [
    'complete',
    'workspace',
    'update',
    'line',
    'block',
    'free',
    'greedy',
    'beam',
    'fitted',
    'given',
    8192,
  ];
  const message = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...calls.map((right) => corrupted({ id: 0, ...right }, scalars))) },
    { weight: 1, arbitrary: hostileValue(['id', 'call', 'args'], ['complete', 'step', 'workspace', 'load']) },
  );

  test(
    'are answered with an error or not at all when they are malformed, and the worker keeps working',
    { timeout: 2 * timeoutMs },
    async () => {
      const worker = new RawWorker();
      await worker.load();
      const good = answerOf(await worker.call('complete', request));
      const outcomes = { result: 0, error: 0, silence: 0 };
      await forEachRandom(message, 1_000, async (wrong) => {
        const isCall = typeof wrong === 'object' && wrong !== null && 'id' in wrong && wrong.id === 0;
        const id = worker.freeId();
        if (isCall) wrong.id = id;
        const answer = worker.answered(id, isCall ? 2000 : 0);
        worker.send(wrong);
        // Whatever a wrong call waits for, the index answers in the meantime.
        await worker.call('workspace', { kind: 'state' });
        outcomes[(await answer)?.kind ?? 'silence']++;
        worker.cancelledBelow = id + 1;
      });
      await worker.call('workspace', { kind: 'clear' });
      expect(answerOf(await worker.call('complete', request))).toEqual(good);
      expect(outcomes.error).toBeGreaterThan(0);
    },
  );

  test('do no harm when they come out of order, twice, cancelled or after the end', async () => {
    const worker = new RawWorker();
    const kindOf = async (id: number, call: string, args: unknown): Promise<string | undefined> => {
      const answer = worker.answered(id, 10_000);
      worker.send({ id, call, args });
      return (await answer)?.kind;
    };
    // Before there is a model.
    for (const { call, args } of calls) expect(await kindOf(worker.freeId(), call, args)).toBe('error');
    expect(await kindOf(worker.freeId(), 'load', { folder: 'no such folder', threads: 1 })).toBe('error');
    for (const threads of [0, -1, 0.5, 1e9, '1', undefined])
      expect(await kindOf(worker.freeId(), 'load', { folder: `${repository}/model`, threads })).toBe('error');
    await worker.load();
    const good = answerOf(await worker.call('complete', request));

    const id = worker.freeId();
    const first = worker.answered(id, 10_000);
    for (let twice = 0; twice < 2; twice++) worker.send({ id, call: 'complete', args: request });
    expect((await first)?.kind).toBe('result');
    // A counter from the other side may say anything.
    for (const below of [-(2 ** 31), 2 ** 31 - 1]) {
      worker.cancelledBelow = below;
      expect(await kindOf(id, 'complete', request)).toBe('result');
    }
    worker.cancelledBelow = 0;
    expect(await kindOf(worker.freeId(), 'load', { folder: 'no such folder', threads: 1 })).toBe('error');
    expect(answerOf(await worker.call('complete', request))).toEqual(good);

    expect(await kindOf(worker.freeId(), 'close', undefined)).toBe('result');
    for (const { call, args } of [...calls, { call: 'close', args: undefined }])
      worker.send({ id: worker.freeId(), call, args });
    await worker.ended;
    expect(worker.end).toEqual({ code: 0 });
  });
});

describe('JSON files of a model', () => {
  const request = requestAt('export function add(a, b) {\n  return ‸\n}\n', { path: 'src/add.js', maxTokens: 4 });

  const json = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

  /** Wrong contents of a model's JSON files. */
  function wrongFiles(folder: string): fc.Arbitrary<{ readonly name: string; readonly value: unknown }> {
    const wrong = (name: string, value: fc.Arbitrary<unknown>) => value.map((value) => ({ name, value }));
    const right = (name: string): Record<string, unknown> => json(join(folder, name));
    const tokenizer = right('tokenizer.json');
    const model = tokenizer.model as Record<string, unknown>;
    const scalars = ['BPE', 'Unigram', 'WordPiece', 'ByteLevel', 'Sequence', 'Llama', 1 << 21, -(2 ** 31), 512];
    // Most of its values are tokens: the others would seldom be chosen.
    const withoutTokens = { ...tokenizer, model: { ...model, vocab: 0, merges: 0 } };
    const changed = corrupted(withoutTokens, scalars).map((value) => {
      const { model: changedModel, ...rest } = { ...(value as typeof tokenizer) };
      if (typeof changedModel !== 'object' || changedModel === null) return value;
      const { vocab, merges } = changedModel as typeof model;
      const restored = {
        ...(vocab === 0 ? { vocab: model.vocab } : {}),
        ...(merges === 0 ? { merges: model.merges } : {}),
      };
      return { ...rest, model: { ...changedModel, ...restored } };
    });
    return fc.oneof(
      { weight: 4, arbitrary: wrong('config.json', corrupted(right('config.json'), scalars)) },
      { weight: 4, arbitrary: wrong('tokenizer_config.json', corrupted(tokenizerConfig(right), scalars)) },
      { weight: 6, arbitrary: wrong('tokenizer.json', changed) },
      { weight: 3, arbitrary: wrong('tokenizer.json', corrupted(tokenizer, scalars)) },
      { weight: 1, arbitrary: wrong('generation_config.json', hostileValue(['eos_token_id', 'max_length'], scalars)) },
      { weight: 1, arbitrary: wrong('mixture.json', corrupted(json(join(modelFolder, 'mixture.json')), scalars)) },
      {
        weight: 1,
        arbitrary: wrong('confidence.json', corrupted(json(join(modelFolder, 'confidence.json')), scalars)),
      },
    );
  }

  /** The toy's configuration with fields of other models. */
  const tokenizerConfig = (right: (name: string) => Record<string, unknown>): Record<string, unknown> => ({
    ...right('tokenizer_config.json'),
    ...{ bos_token: '<|endoftext|>', pad_token: '<|endoftext|>', unk_token: '<|endoftext|>', padding_side: 'left' },
    ...{ add_bos_token: false, add_prefix_space: false, clean_up_tokenization_spaces: false, chat_template: '{{ x }}' },
    ...{ legacy: true, additional_special_tokens: ['<|fim_prefix|>'], added_tokens_decoder: { 0: { content: 'x' } } },
  });

  test(
    'are refused with the folder and the next step when values are wrong, or the model completes',
    { timeout: 2 * timeoutMs },
    async () => {
      const watched = engineOfTest();
      const { engine } = watched;
      const good = answerOf(await engine.complete(request));
      const folder = toyModel({ attention: 'gqa' });
      watched.folder = folder;
      const outcomes = { refused: 0, ready: 0 };
      await forEachRandom(wrongFiles(folder), 150, async ({ name, value }) => {
        const file = join(folder, name);
        const before = ['config.json', 'tokenizer_config.json', 'tokenizer.json'].includes(name) && readFileSync(file);
        writeFileSync(file, value === undefined ? '' : JSON.stringify(value));
        try {
          let error: unknown;
          const load = engine.reload().catch((reason: unknown) => (error = reason));
          // Otherwise a thread that hangs would hide which case it was.
          if (!(await within(load, 30_000))) throw new Error('The load does not end.');
          if (error === undefined) {
            outcomes.ready++;
            expect(await engine.complete(request)).toBeDefined();
          } else {
            outcomes.refused++;
            expect(error).toBeInstanceOf(UserError);
            const { message } = error as UserError;
            expect(message).toContain(folder);
            expect(message).toContain('"inkling.model.folder"');
            expect(message).not.toMatch(/\n|\[object|undefined|is not (a function|iterable)|Cannot|Invalid array/);
            expect(message.length).toBeLessThan(1000);
            expect(engine.state.kind).toBe('ready');
          }
        } finally {
          if (before) writeFileSync(file, before);
          else rmSync(file);
        }
      });
      expect(watched.notices).toEqual([]);
      expect(outcomes.refused).toBeGreaterThan(0);
      expect(outcomes.ready).toBeGreaterThan(0);
      watched.folder = modelFolder;
      await engine.reload();
      expect(answerOf(await engine.complete(request))).toEqual(good);
    },
  );
});
