import { describe, expect, it } from 'vitest';
import { atBlockEnd } from '../../../../src/core/decode/stops/blockEnd.js';
import { opensBlock } from '../../../../src/core/language/blockOpener.js';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { atCursor } from '../../support/cursor.js';

describe('opensBlock', () => {
  it.each([
    ['ruby', 'list.each do |a|'],
    ['ruby', 'def total(a)'],
    ['ruby', '  elsif a > b # why'],
    ['ruby', '  rescue'],
    ['php', 'function f() {'],
    ['php', 'if ($a):'],
    ['php', 'foreach ($a as $b): // each'],
    ['php', '  case 1:'],
    ['kotlin', 'fun f() {'],
    ['kotlin', 'list.map { a ->'],
    ['kotlin', '  1 ->'],
  ])('holds in %s: %s', (languageId, line) => {
    expect(opensBlock(line, languageOf({ languageId })!)).toBe(true);
  });

  it.each([
    ['ruby', 'total += a'],
    ['ruby', 'end'],
    ['php', '$a = b();'],
    ['php', '$a ?:'],
    ['kotlin', 'val a = b'],
    ['kotlin', 'list.map { it }'],
  ])('does not hold in %s: %s', (languageId, line) => {
    expect(opensBlock(line, languageOf({ languageId })!)).toBe(false);
  });
});

describe('atBlockEnd', () => {
  it.each([
    ['ruby', 'if a‸\n  b\nelsif c\n  d\nelse\n  e\nend|\nf'],
    ['ruby', 'begin‸\n  a\nrescue B\n  c\nensure\n  d\nend|\ne'],
    ['ruby', 'a do‸\n=begin\nend\n=end\n  b\nend|\nc'],
    ['ruby', 'def f‸\n  a(<<~TEXT)\nend\n  TEXT\nend|\nb'],
    ['ruby', 'a do‸\n  "#{b { c }}"\nend|\nc'],
    ['php', 'if ($a) {‸\n    b();\n} elseif ($c) {\n    d();\n}|\ne();'],
    ['php', 'if ($a):‸\n    b();\nelseif ($c):\n    d();\nelse:\n    e();\nendif;|\nf();'],
    ['php', 'try {‸\n    a();\n} catch (B $b) {\n    c();\n} catch (D $d) {\n}|\ne();'],
    ['php', '#[Route("/")]‸\nfunction f()\n{\n    # it\'s {\n    a();\n}|\nb();'],
    ['kotlin', 'if (a) {‸\n    b()\n} else {\n    c()\n}|\nd()'],
    ['kotlin', 'fun f() {‸\n    /* /* } */ } */\n    a("""\n}\n""")\n}|\nb()'],
    ['kotlin', '@Test‸\nfun f() {\n    a("${b { c }}")\n}|\nd()'],
  ])('ends a block of %s when it is closed: %j', (languageId, marked) => {
    const { prefix, suffix: text } = atCursor(marked.replace('|', ''));
    const stop = atBlockEnd(prefix, languageOf({ languageId }))({ text, added: 0, count: 1 });
    const keep = stop?.keep ?? text.length;
    expect(`${prefix}‸${text.slice(0, keep)}|${text.slice(keep)}`).toBe(marked);
  });
});
