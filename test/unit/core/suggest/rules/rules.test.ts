import { describe, expect, it } from 'vitest';
import { RuleContext } from '../../../../../src/core/suggest/rules/ruleContext.js';
import { applyRules, textRuleNames } from '../../../../../src/core/suggest/rules/rules.js';
import { fakeSecrets } from '../../../support/fakeSecrets.js';
import { atCursor } from '../../../support/cursor.js';

const at = (marked: string): RuleContext => new RuleContext({ ...atCursor(marked), path: 'a.ts' }, { stop: 'newline' });

describe('all rules together', () => {
  it.each([
    ['x = ‸\n', 'a;'],
    ['x = ‸\n', 'a;\n  b'],
    ['function f() {\n  ‸\n}\n', 'return 1;'],
    ["import { ‸\n\nconst x = '';", "readFile } from 'node:fs';"],
  ])('leave good text alone: %j and %j', (marked, text) => {
    expect(applyRules(text, at(marked))).toBe(text);
  });

  it.each(['', '  ', '\n'])('leave nothing of %j', (text) => {
    expect(applyRules(text, at('x = ‸'))).toBe('');
  });

  it('see what the ones before them left', () => {
    const marked = 'const a = foo(b);\n‸\n}';
    expect(applyRules('c(d);  \n}\n', at(marked))).toBe('c(d);');
    expect(applyRules('const a = foo(b);\n}', at(marked))).toBe('');
  });
});

it.each(textRuleNames)('the rule %s can be left out', (name) => {
  const examples: Readonly<Record<string, readonly [marked: string, text: string]>> = {
    trailingSpace: ['x = ‸', 'a; '],
    fileStart: ['‸', '#!/bin/sh'],
    firstLine: ['x = ‸', '\na;'],
    loops: ['x = ‸', '00000000'],
    comments: ['// ‸', 'a\nb();'],
    strings: ['x = ‸', '"a'],
    halfStatement: ['x = ‸', 'one + tw'],
    followingLines: ['‸\nconst a = foo(b);', 'const a = foo(b);'],
    closingLines: ['  ‸\n}', 'a();\n}'],
    precedingLines: ['const a = foo(b);\n‸', 'const a = foo(b);'],
    imports: ["import 'a';\nimport 'b';\nfoo(c);\n‸", "import 'a';"],
    attribution: ['‸', '// Copyright 2020 Jane'],
    secrets: ['x = ‸', `"${fakeSecrets(1)['Stripe key']}"`],
    indentation: ['f() {\n  a;\n}\nif (b) {‸', '\n    c;\n}'],
    closerBelow: ['if (b) {‸}', '\n  c();'],
  };
  const [marked, text] = examples[name]!;
  const around = new RuleContext(
    { ...atCursor(marked), path: 'a.ts' },
    { stop: name === 'halfStatement' ? 'limit' : 'block' },
  );
  expect(applyRules(text, around)).not.toBe(text);
  expect(applyRules(text, around, [name])).toBe(text);
});
