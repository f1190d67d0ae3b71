import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/completion.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import { stopRules } from '../../src/engine/worker/stopRules.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { itemAround } from '../../src/engine/structure/itemAround.js';
import { wholeBlock } from '../../src/engine/structure/wholeBlock.js';
import { engineOfTest } from './support/engines.js';
import { requestAt, sampled } from './support/requests.js';

test('without healing the prompt keeps the half-typed word', async () => {
  const { engine } = engineOfTest();
  const request = requestAt('const total = coun‸\n', { path: 'a.ts', explain: true });
  const healed = async (changes: Partial<CompletionRequest>): Promise<string | undefined> =>
    (await engine.complete({ ...request, ...changes }))?.prompt?.healed;
  expect(await healed({})).toBe(' coun');
  expect(await healed({ without: ['healing'] })).toBe('');
});

test('without the rule for brackets a bracket that is not open may be closed', async () => {
  const { engine } = engineOfTest();
  const everything = { kind: 'sample', filters: [{ kind: 'temperature', value: 1 }], seed: 1 } as const;
  const request = requestAt('call();\n‸\nother();\n', { path: 'a.ts', strategy: everything, top: 8192, maxTokens: 1 });
  const probabilityOf = async (text: string, changes: Partial<CompletionRequest>): Promise<number> => {
    const [first] = (await engine.complete({ ...request, ...changes }))!.tokens;
    return first!.alternatives!.find((alternative) => alternative.text === text)?.filtered ?? 0;
  };
  expect(await probabilityOf(')', {})).toBe(0);
  expect(await probabilityOf(')', { without: ['brackets'] })).toBeGreaterThan(0);
  expect(await probabilityOf('(', {})).toBeGreaterThan(0);
});

/** Why an answer would end. */
function reasonOf(text: string, changes: Partial<CompletionRequest> = {}): string | undefined {
  const request = requestAt('first(one);\n‸\nsecond(two);\n', { mode: 'free', maxTokens: 1000, ...changes });
  const rules = stopRules(request, request, () => false);
  return rules.map((rule) => rule({ text, added: 0, count: 30 })).find((stop) => stop)?.reason;
}

test('without its rule an answer goes on through what follows the cursor', () => {
  expect(reasonOf('third();\nsecond(two);\n')).toBe('suffix');
  expect(reasonOf('third();\nsecond(two);\n', { without: ['suffix'] })).toBeUndefined();
});

test('and in a loop', () => {
  const loop = 'again and '.repeat(20);
  expect(reasonOf(loop)).toBe('repetition');
  expect(reasonOf(loop, { without: ['repetition'] })).toBeUndefined();
});

test('and a block is cut by its lines alone', async () => {
  const { engine } = engineOfTest();
  const folder = join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');
  const parser = (await new Grammars(folder, () => undefined).parserFor(languageOf({ path: 'a.ts' })))!;
  const marked = 'export function total(items: readonly Item[]): number {\n  ‸\n}\n';
  let changed = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const request = requestAt(marked, { path: 'a.ts', mode: 'block', strategy: sampled(seed), maxTokens: 30 });
    const byLines = (await engine.complete({ ...request, without: ['structure'] }))!;
    const whole = (await engine.complete(request))!;
    const isCutOff = byLines.stop === 'limit';
    const length = byLines.text.includes('\n')
      ? wholeBlock(parser, itemAround(request, languageOf({ path: 'a.ts' })), byLines.text, isCutOff)
      : undefined;
    expect(whole.text).toBe(byLines.text.slice(0, length));
    if (length !== undefined) expect(whole.stop).toBe('block');
    if (whole.text !== byLines.text) changed++;
  }
  expect(changed).toBeGreaterThan(0);
});
