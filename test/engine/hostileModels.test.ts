import { rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { within } from '../../src/engine/within.js';
import { corrupted, forEachRandom, hostileValue, timeoutMs } from '../support/fuzz.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { toyModel } from './support/toyModel.js';

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
    { weight: 1, arbitrary: wrong('confidence.json', corrupted(json(join(modelFolder, 'confidence.json')), scalars)) },
  );
}

/** The toy's configuration with what others have. */
const tokenizerConfig = (right: (name: string) => Record<string, unknown>): Record<string, unknown> => ({
  ...right('tokenizer_config.json'),
  ...{ bos_token: '<|endoftext|>', pad_token: '<|endoftext|>', unk_token: '<|endoftext|>', padding_side: 'left' },
  ...{ add_bos_token: false, add_prefix_space: false, clean_up_tokenization_spaces: false, chat_template: '{{ x }}' },
  ...{ legacy: true, additional_special_tokens: ['<|fim_prefix|>'], added_tokens_decoder: { 0: { content: 'x' } } },
});

test(
  'a model with wrong values is refused with its name and the next step, or it completes',
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
