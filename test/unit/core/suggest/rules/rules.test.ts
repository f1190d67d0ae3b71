import { describe, expect, it } from 'vitest';
import { RuleContext } from '../../../../../src/core/suggest/rules/ruleContext.js';
import { applyRules, textRuleNames } from '../../../../../src/core/suggest/rules/rules.js';
import { fakeSecrets } from '../../../support/fakeSecrets.js';
import { atCursor } from '../../../support/cursor.js';

const at = (marked: string): RuleContext => new RuleContext({ ...atCursor(marked), path: 'a.ts' }, { stop: 'newline' });

describe('applyRules', () => {
  it.each([
    ['x = ‸\n', 'a;'],
    ['x = ‸\n', 'a;\n  b'],
    ['function f() {\n  ‸\n}\n', 'return 1;'],
    ["import { ‸\n\nconst x = '';", "readFile } from 'node:fs';"],
  ])('keeps good text: %j and %j', (marked, text) => {
    expect(applyRules(text, at(marked))).toBe(text);
  });

  it.each(['', '  ', '\n'])('returns nothing for %j', (text) => {
    expect(applyRules(text, at('x = ‸'))).toBe('');
  });

  it('applies each rule to the result of those before it', () => {
    const marked = 'const a = foo(b);\n‸\n}';
    expect(applyRules('c(d);  \n}\n', at(marked))).toBe('c(d);');
    expect(applyRules('const a = foo(b);\n}', at(marked))).toBe('');
  });
});

it.each(textRuleNames)('applyRules leaves out the rule %s on request', (name) => {
  const examples: Readonly<Record<string, readonly [marked: string, text: string]>> = {
    trimTrailingWhitespace: ['x = ‸', 'a; '],
    dropRecitedStart: ['‸', '#!/bin/sh'],
    dropTextBelowLine: ['x = ‸', '\na;'],
    dropRepeatedCharacters: ['x = ‸', '00000000'],
    endWithComment: ['// ‸', 'a\nb();'],
    dropUnterminatedStrings: ['x = ‸', '"a'],
    cutUnfinishedStatement: ['x = ‸', 'one + tw'],
    dropFollowingLines: ['‸\nconst a = foo(b);', 'const a = foo(b);'],
    dropClosingLines: ['  ‸\n}', 'a();\n}'],
    dropPrecedingLines: ['const a = foo(b);\n‸', 'const a = foo(b);'],
    dropRepeatedImports: ["import 'a';\nimport 'b';\nfoo(c);\n‸", "import 'a';"],
    dropForeignAttribution: ['‸', '// Copyright 2020 Jane'],
    dropSecrets: ['x = ‸', `"${fakeSecrets(1)['Stripe key']}"`],
    matchIndentation: ['f() {\n  a;\n}\nif (b) {‸', '\n    c;\n}'],
    moveClosingBracketBelow: ['if (b) {‸}', '\n  c();'],
  };
  const [marked, text] = examples[name]!;
  const context = new RuleContext(
    { ...atCursor(marked), path: 'a.ts' },
    { stop: name === 'cutUnfinishedStatement' ? 'limit' : 'block' },
  );
  expect(applyRules(text, context)).not.toBe(text);
  expect(applyRules(text, context, [name])).toBe(text);
});
