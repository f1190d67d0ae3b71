import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../support/bytes.js';
import { readBrackets, scannerOf } from '../../support/brackets.js';

/** The brackets of a text that are code; a `·` at the end where it ends in a string or comment. */
function brackets(path: string, text: string): string {
  const scanner = scannerOf(path);
  const found = readBrackets(scanner, text);
  expect(readBrackets(scannerOf(path), bytesOf(text))).toBe(found);
  return found + (scanner.isInside ? '·' : '');
}

type Case = readonly [text: string, brackets: string];

describe('CodeScanner', () => {
  it.each<Case>([
    ['f(a[0], {})', '([]{})'],
    ['f("(", \'[\') // {\n}', '()}'],
    ['"(\\")" + (', '('],
    ["'\\\\' + (", '('],
    ['"( \n [', '['],
    ['a / b(c) / d', '()'],
    ['/* ( ** [ */ {', '{'],
    ['/* ( */* [', '['],
    ['// it\'s "\n(', '('],
    ['"', '·'],
    ['""', ''],
    ['//', '·'],
    ['/', ''],
    ['/*/ (', '·'],
    ["1'000'000 + (", '('],
    ["<p>it's</p>{", '{'],
    ['a \\( [', '['],
  ])('reads %j as C-like code', (text, expected) => {
    expect(brackets('a.ts', text)).toBe(expected);
    expect(brackets('a.java', text)).toBe(expected);
  });

  it.each<Case>([
    ['`( ${a(`]`)} [` + {', '$()}{'],
    ['`\\${(` + [', '['],
    ['`$${a} (`', '$}'],
    ['`${ {} }(`', '${}}'],
    ['`\n(', '·'],
    ['a = /[(]/; [', '['],
    ['a = /\\/(/ + [', '['],
    ['a = /[/(]/ + {', '{'],
    ['a = /[\\]/(]/ + {', '{'],
    ['a(/"/, "(")', '()'],
    ['return /(/.test(a)', '()'],
    ['a / (b) / c', '()'],
    ['a /= (b)', '()'],
    ['(a)/(b)', '()()'],
    ['<a/>{b}</a>(', '{}('],
    ['<a b />{c}', '{}'],
    ['x = /(\n[', '['],
  ])('reads %j as TypeScript', (text, expected) => {
    expect(brackets('a.tsx', text)).toBe(expected);
  });

  it.each<Case>([
    ["# it's (\n[", '['],
    ['a["#"] # (', '[]·'],
    ['"""( " "" [""" + {', '{'],
    ["'''\n( \"\"\"''' + {", '{'],
    ['"""a\\"""(', '·'],
    ['"" + (', '('],
    ['""(', '('],
    ['f"{(" + [', '['],
    ["b'(' + [", '['],
    ["rb'(' + [", '['],
    ['"""', '·'],
    ['""""(""" + [', '['],
  ])('reads %j as Python', (text, expected) => {
    expect(brackets('a.py', text)).toBe(expected);
  });

  it.each<readonly [path: string, ...Case]>([
    ['a.rs', "fn a<'b>(c: &'b str) { '(' '\\'' '\"' 'é' }", '(){}'],
    ['a.rs', "'é'(", '('],
    ['a.rs', '"\n(" + [', '['],
    ['a.go', '`(\\` + [', '['],
    ['a.go', "'\"' + '(' + [", '['],
    ['a.java', '"""\n( """ + [', '['],
    ['a.cs', '@"(\\" + [', '['],
    ['a.cs', '"\\"(" + [', '['],
    ['a.sh', 'a=${#b} # {\n', '{}'],
    ['a.sh', 'case a in b) [ c ]; esac', '[]'],
    ['a.sh', "'\\' [", '['],
    ['a.yaml', "a: it's b#c [ # ]", '[·'],
    ['a.sql', "-- it's (\n'a\n(' - (", '('],
    ['a.css', 'a { b: url(http://c) } /* { */', '{()}'],
    ['a.json', '{"a": ["{"]}', '{[]}'],
    ['a.toml', "a = '\\' # [\nb = [", '['],
    ['a.rb', '"\n(" + [ # (', '[·'],
    ['a.rb', '"( #{a(b)} [" + {', '$()}{'],
    ['a.rb', '"#{ {} }(" + [', '${}}['],
    ['a.rb', "'#{(' + [", '['],
    ['a.rb', '=begin\n( "\n=end )\n[', '['],
    ['a.rb', 'a\n=begin\n =end\n[', '·'],
    ['a.rb', 'a =begin\n[', '['],
    ['a.rb', '=beg(', '('],
    ['a.rb', 'a=(', '('],
    ['a.rb', "f(<<~SQL, [b])\n  it's ( #{c}\n  SQL\n{", '([]){'],
    ['a.rb', 'f <<-TEXT\n(\nMORE TEXT (\n', '·'],
    ['a.rb', "<<~'A_1'.b(c)\n(\nA_1\n{", '(){'],
    ['a.rb', 'a <<b(', '('],
    ['a.rb', 'a << -B(', '('],
    ['a.rb', 'a <<-1(', '('],
    ['a.php', "# it's (\n[", '['],
    ['a.php', '#[A(b)]\n[', '[()]['],
    ['a.php', '#\n[', '['],
    ['a.php', "// it's (\n/* [ */ {", '{'],
    ['a.php', "'\n(' . [", '['],
    ['a.php', "f(<<<'EOT'\n  it's (\n  EOT);\n[", '()['],
    ['a.php', 'a << 1 < (', '('],
    ['a.kt', '/* ( /* [ */ ( */ {', '{'],
    ['a.kt', '/* /* /**/ */ (', '·'],
    ['a.kt', '/*/ ( */ [', '['],
    ['a.kt', '"""\n( " ${ [""" + {', '{'],
    ['a.kt', '"( ${a(b)} [" + {', '$()}{'],
    ['a.kt', "'(' + [", '['],
  ])('reads %s: %j', (path, text, expected) => {
    expect(brackets(path, text)).toBe(expected);
  });
});

// Many runs, on a machine that may be busy.
describe('every CodeScanner', { timeout: 60_000 }, () => {
  const path = fc.constantFrom('a.ts', 'a.py', 'a.rs', 'a.go', 'a.sh', 'a.cs', 'a.sql', 'a.rb', 'a.php', 'a.kt');
  const pieces = [
    '(',
    ')',
    '[',
    '}',
    '{',
    '"',
    "'",
    '`',
    '$',
    '${',
    '/',
    '*',
    '#',
    '-',
    '\\',
    '\n',
    ' ',
    'a',
    '<',
    '=',
    '@',
  ];
  const text = fc.string({
    unit: fc.constantFrom(...pieces, 'é', '😀', '"""', '=begin', '=end', '<<~A', 'A\n'),
    maxLength: 24,
  });

  it('reads bytes like characters', () => {
    fc.assert(
      fc.property(path, text, (name, code) => {
        const [units, bytes] = [scannerOf(name), scannerOf(name)];
        expect(readBrackets(bytes, bytesOf(code))).toBe(readBrackets(units, code));
        expect(bytes.key).toBe(units.key);
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same as its fork', () => {
    fc.assert(
      fc.property(path, text, text, (name, before, after) => {
        const scanner = scannerOf(name, before);
        const fork = scanner.fork();
        expect(fork.key).toBe(scanner.key);
        const read = readBrackets(fork, after);
        expect(scanner.key).toBe(scannerOf(name, before).key);
        expect(readBrackets(scanner, after)).toBe(read);
        expect(scanner.key).toBe(fork.key);
      }),
    );
  });

  it('has different keys when it would read a text differently', () => {
    const keys = ['', 'a', 'a ', '<', '/', '//', '/*', '/**', '"', '"\\', "'", '`', '`$', '/[', '/[\\', '\\'].map(
      (text) => scannerOf('a.ts', text).key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reads the same as another when their keys are equal', () => {
    const scanners = new Map<string, string>();
    fc.assert(
      fc.property(path, text, text, (name, before, after) => {
        const { key } = scannerOf(name, before);
        const place = `${name} ${key}`;
        const other = scanners.get(place) ?? before;
        scanners.set(place, before);
        const [a, b] = [scannerOf(name, before), scannerOf(name, other)];
        expect(readBrackets(a, after)).toBe(readBrackets(b, after));
        expect([a.key, a.context]).toEqual([b.key, b.context]);
      }),
      { numRuns: 500 },
    );
  });
});
