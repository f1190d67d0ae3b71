import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { nearbyText } from '../../src/engine/worker/nearbyText.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { GrowingTree } from '../../src/engine/structure/growingTree.js';
import { itemAround } from '../../src/engine/structure/itemAround.js';
import { wholeBlock } from '../../src/engine/structure/wholeBlock.js';

const folder = join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');
const problems: unknown[] = [];
const grammars = new Grammars(folder, (error) => problems.push(error));

/** What was decoded at ‹› up to where the block is whole, and a bar there. */
async function whole(path: string, marked: string, isCutOff = false): Promise<string> {
  const [before = '', text = '', after = ''] = marked.replace('|', '').split(/[‹›]/);
  const parser = (await grammars.parserFor(languageOf({ path })))!;
  const length = wholeBlock(parser, itemAround(nearbyText(before, after), languageOf({ path })), text, isCutOff);
  if (length === undefined) return 'not told';
  return `${before}‹${text.slice(0, length)}|${text.slice(length)}›${after}`;
}

describe('wholeBlock ends with the statement that the line began', () => {
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
  ])('when more follows in %s: %j', async (path, marked) => {
    expect(await whole(path, marked)).toBe(marked);
  });

  it.each([
    ['a.ts', 'function f() {‹\n  a();\n}|›\n'],
    ['a.ts', 'function f() {\n  ‹a();\n  b();|›\n}\n'],
    ['a.py', 'def f():\n    ‹a = 1\n    return a|›\n\ndef g():\n    pass\n'],
  ])('when the text ends with it in %s: %j', async (path, marked) => {
    expect(await whole(path, marked)).toBe(marked);
  });
});

describe('wholeBlock ends a text that was cut off', () => {
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

describe('wholeBlock takes nothing that follows', () => {
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

test('wholeBlock keeps a closing bracket when nothing below closes the block', async () => {
  const marked = 'function f() {\n  ‹a();\n}|\n\nb();›\n';
  expect(await whole('a.ts', marked)).toBe(marked);
});

test('wholeBlock returns undefined when nothing makes the block whole', async () => {
  expect(await whole('a.ts', 'function f() {\n  ‹a(|\n  b(›\n}\n', true)).toBe('not told');
});

test('wholeBlock ignores errors elsewhere in the item', async () => {
  const marked = 'class A {\n  x = = 1;\n  f() {‹\n    a();\n  }|\n  g(›\n}\n';
  expect(await whole('a.ts', marked)).toBe(marked);
});

test('GrowingTree returns the tree of a changed text', async () => {
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

test('Grammars reports a grammar once when it does not load, and has no parser when there is none', async () => {
  expect(await grammars.parserFor(languageOf({ path: 'a.rb' }))).toBeUndefined();
  expect(await grammars.parserFor(undefined)).toBeUndefined();
  expect(problems).toEqual([]);
  const told: unknown[] = [];
  const none = new Grammars(join(folder, 'none'), (error) => told.push(error));
  for (let i = 0; i < 2; i++) expect(await none.parserFor(languageOf({ path: 'a.ts' }))).toBeUndefined();
  expect(told).toHaveLength(1);
});
