import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/request.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { GrowingTree } from '../../src/engine/structure/growingTree.js';
import { itemAround } from '../../src/engine/structure/itemAround.js';
import { wholeBlock } from '../../src/engine/structure/wholeBlock.js';
import { nearbyText } from '../../src/core/prompt/nearbyText.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import { stopRules } from '../../src/core/decode/stops/stopRules.js';
import { engineOfTest } from './support/engines.js';
import { requestAt, sampled } from './support/requests.js';
import { grammarFilesIn } from '../../src/engine/platform/node/grammarFiles.js';

describe('the structure of a block', () => {
  const folder = join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');
  const problems: unknown[] = [];
  const grammars = new Grammars(grammarFilesIn(folder), (error) => problems.push(error));

  /** The text decoded at ‹›, with a bar where the block is whole. */
  async function whole(path: string, marked: string, isCutOff = false): Promise<string> {
    const [before = '', text = '', after = ''] = marked.replace('|', '').split(/[‹›]/);
    const parser = (await grammars.parserFor(languageOf({ path })))!;
    const length = wholeBlock(parser, itemAround(nearbyText(before, after), languageOf({ path })), text, isCutOff);
    if (length === undefined) return 'not told';
    return `${before}‹${text.slice(0, length)}|${text.slice(length)}›${after}`;
  }

  describe('ends a block with the statement that its line began', () => {
    it.each([
      ['a.ts', 'function f() {‹\n  a();\n}|\nfunction g() {›\n'],
      ['a.ts', 'function f() {\n  if (a) {‹\n    b();\n  }|\n  c();›\n}\n'],
      ['a.ts', 'f(() => {‹\n  a();\n});|\nb();›\n'],
      ['a.ts', 'export const a = {‹\n  b: 1,\n};|\nconst c = 2;›\n'],
      ['a.ts', 'class A {\n  f() {‹\n    a();\n  }|\n\n  g() {}›\n}\n'],
      ['a.ts', 'x\n  .map((a) => {‹\n    return a;\n  })|\n  .b();›\n'],
      ['a.tsx', 'const a = () => {‹\n  return <p>a</p>;\n};|\nfoo();›\n'],
      ['a.js', 'if (a) {‹\n  b();\n} else {\n  c();\n}|\nd();›\n'],
      ['a.py', 'def f(a):‹\n    return a|\n\ndef g():›\n'],
      ['a.py', 'class A:\n    def f(self):‹\n        if a:\n            b()\n        return 1|\n    x = 1›\n'],
      ['a.py', 'class A:\n    def f(\n        self,\n    ) -> int:‹\n        return 1|\n\n    x = 1›\n'],
      ['a.ts', 'function f(\n  a: A,\n): B {‹\n  return a;\n}|\ng();›\n'],
      ['a.go', 'func f() {\n\tif a {‹\n\t\tb()\n\t}|\n\tc()›\n}\n'],
      ['a.rs', 'fn f() {\n    match a {‹\n        B => 1,\n    }|\n    c();›\n}\n'],
      ['A.java', 'class A {\n  void f() {‹\n    a();\n  }|\n  void g() {}›\n}\n'],
      ['A.cs', 'class A\n{\n    void F()\n    {‹\n        B();\n    }|\n    int c;›\n}\n'],
    ])('%s: %j', async (path, marked) => {
      expect(await whole(path, marked)).toBe(marked);
    });

    it.each([
      ['a.ts', 'function f() {‹\n  a();\n}|›\n'],
      ['a.ts', 'function f() {\n  ‹a();\n  b();|›\n}\n'],
      ['a.py', 'def f():\n    ‹a = 1\n    return a|›\n\ndef g():\n    pass\n'],
    ])('returns the whole text when it ends there: %s, %j', async (path, marked) => {
      expect(await whole(path, marked)).toBe(marked);
    });
  });

  describe('ends a block that was cut off', () => {
    it.each([
      ['with its last whole statement', 'a.ts', 'function f() {\n  ‹a();\n  b(1);|\n  c(›\n}\n'],
      ['before what is left open', 'a.ts', 'function f() {\n  ‹a();|\n  if (b) {\n    c();›\n}\n'],
      [
        'before what is left open',
        'a.py',
        'def f():\n    ‹a = 1\n    b(a)|\n    c = [\n        1,›\n\ndef g():\n    pass\n',
      ],
      ['after what is closed', 'a.ts', 'function f() {\n  ‹if (b) {\n    c();\n  }|\n  d›\n}\n'],
      ['after a statement with a semicolon', 'a.ts', 'function f() {\n  ‹a();\n  b();|›\n}\n'],
    ])('%s: %s, %j', async (_, path, marked) => {
      expect(await whole(path, marked, true)).toBe(marked);
    });
  });

  describe('swallows nothing that follows a block', () => {
    it.each([
      ['a.ts', 'function f() {\n  ‹a();|\n}\n\nfunction g() {›\n  b();\n}\n'],
      ['a.ts', 'class A {\n  f() {\n    ‹a();|\n  }›\n  }\n}\n'],
      ['a.ts', 'f(() => {\n  ‹a();|\n}, () => {›\n  b();\n});\n'],
      ['a.go', 'func f() {\n\t‹a()|\n}›\n}\n'],
      ['a.py', 'class A:\n    def f(self):\n        ‹return f(1)|\n\n    def g(self):›\n        return 2\n'],
    ])('%s: %j', async (path, marked) => {
      expect(await whole(path, marked)).toBe(marked);
    });
  });

  test('closes a block when nothing below does', async () => {
    const marked = 'function f() {\n  ‹a();\n}|\n\nb();›\n';
    expect(await whole('a.ts', marked)).toBe(marked);
  });

  test('returns nothing when no cut makes the block whole', async () => {
    expect(await whole('a.ts', 'function f() {\n  ‹a(|\n  b(›\n}\n', true)).toBe('not told');
  });

  test('ignores syntax errors elsewhere in the item', async () => {
    const marked = 'class A {\n  x = = 1;\n  f() {‹\n    a();\n  }|\n  g(›\n}\n';
    expect(await whole('a.ts', marked)).toBe(marked);
  });

  test('gives the tree of a fresh parse when the text grows', async () => {
    const parser = (await grammars.parserFor(languageOf({ path: 'a.ts' })))!;
    const texts = ['f();\n', 'f();\ng({ ä: 1 });\n', 'g({ ä: 1 });\n', 'if (a) {\n  g();\n}\n', ''];
    const grown = new GrowingTree(parser);
    for (const text of texts) {
      const fresh = new GrowingTree(parser);
      expect(grown.read(text).toString()).toBe(fresh.read(text).toString());
      fresh.dispose();
    }
    grown.dispose();
  });

  test('has no parser when a language has no grammar, and reports a broken grammar once', async () => {
    expect(await grammars.parserFor(languageOf({ path: 'a.rb' }))).toBeUndefined();
    expect(await grammars.parserFor(undefined)).toBeUndefined();
    expect(problems).toEqual([]);
    const told: unknown[] = [];
    const none = new Grammars(grammarFilesIn(join(folder, 'none')), (error) => told.push(error));
    for (let i = 0; i < 2; i++) expect(await none.parserFor(languageOf({ path: 'a.ts' }))).toBeUndefined();
    expect(told).toHaveLength(1);
  });
});

describe('a rule that is disabled', () => {
  test('keeps the half-typed word in the prompt without healing', async () => {
    const { engine } = engineOfTest();
    const request = requestAt('const total = coun‸\n', { path: 'a.ts', explain: true });
    const healed = async (changes: Partial<CompletionRequest>): Promise<string | undefined> =>
      (await engine.complete({ ...request, ...changes }))?.prompt?.healed;
    expect(await healed({})).toBe(' coun');
    expect(await healed({ without: ['healing'] })).toBe('');
  });

  test('allows a closing bracket that is not open without the rule for brackets', async () => {
    const { engine } = engineOfTest();
    const everything = { kind: 'sample', filters: [{ kind: 'temperature', value: 1 }], seed: 1 } as const;
    const request = requestAt('call();\n‸\nother();\n', {
      path: 'a.ts',
      strategy: everything,
      top: 8192,
      maxTokens: 1,
    });
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

  test('continues into the text after the cursor without the rule for the suffix', () => {
    expect(reasonOf('third();\nsecond(two);\n')).toBe('suffix');
    expect(reasonOf('third();\nsecond(two);\n', { without: ['suffix'] })).toBeUndefined();
  });

  test('continues in a loop without the rule for repetition', () => {
    const loop = 'again and '.repeat(20);
    expect(reasonOf(loop)).toBe('repetition');
    expect(reasonOf(loop, { without: ['repetition'] })).toBeUndefined();
  });

  test('cuts a block by its lines alone without the rule for structure', async () => {
    const { engine } = engineOfTest();
    const folder = join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');
    const parser = (await new Grammars(grammarFilesIn(folder), () => undefined).parserFor(
      languageOf({ path: 'a.ts' }),
    ))!;
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
});
