/** An unusual place: its file, and its text with the cursor at the mark. */
export interface OddPrompt {
  readonly path: string;
  readonly text: string;
}

const endings =
  'ts tsx js py go rs java cs cpp c css html md json yaml sh vue svelte kt rb php lua sql txt toml hs ml zig swift pl r ' +
  'dockerfile tex csv ini xml';

const empty = endings.split(' ').map((ending) => [`a.${ending}`, '‸']);
const blank = endings
  .split(' ')
  .slice(0, 20)
  .map((ending) => [`src/main.${ending}`, '\n\n‸ \n']);

const comments = [
  ['a.ts', '// This function re‸\n'],
  ['a.py', '# Retur‸\n'],
  ['a.ts', '/**\n * Returns the ‸\n'],
  ['a.py', 'def f(x):\n    """Return the ‸\n'],
  ['a.rs', '/// Creates a new ‸\n'],
  ['a.go', '// NewClient ret‸\n'],
  ['a.css', '/* the ‸\n'],
  ['a.html', '<!-- na‸\n'],
  ['a.sh', '# us‸\n'],
  ['a.ts', '// NOTE: ‸\n'],
  ['a.ts', '// ‸\n'],
  ['a.py', '# ‸\nimport os\n'],
  ['a.rs', 'fn main() {} // ‸\n'],
  ['a.go', '/* Package x ‸ */\npackage x\n'],
  ['a.vue', '<template>\n  <!-- ‸ -->\n</template>\n'],
  ['a.yaml', 'on: push # ‸\n'],
];

const strings = [
  ['a.ts', 'const s = "Hello, ‸";\n'],
  ['a.ts', "throw new Error('Cannot ‸');\n"],
  ['a.py', "print('the ‸')\n"],
  ['a.ts', 'const t = `${user.‸}`;\n'],
  ['a.py', 'f"{x.‸}"\n'],
  ['a.json', '{"name": "‸" }'],
  ['a.ts', 'const re = /^[a-z‸/;\n'],
  ['a.sql', "SELECT * FROM users WHERE ‸';"],
  ['a.ts', "import { readFile } from '‸';\n"],
  ['a.py', 'import ‸\n'],
  ['a.py', 'from os import ‸\n'],
  ['a.ts', 'import * as ‸'],
  ['a.tsx', '<div className="‸">'],
  ['a.html', '<a href="‸">'],
  ['a.py', "raise ValueError(f'‸')\n"],
  ['a.go', 'fmt.Errorf("cannot ‸: %w", err)\n'],
  ['a.rs', 'println!("{‸}");\n'],
  ['a.java', 'String s = "‸";\n'],
  ['.env', 'API_KEY=‸'],
];

const special = [
  '<|endoftext|>',
  '<|fim_prefix|>',
  'x = "<|fim_middle|>',
  '<|file|>a.ts\nconst ',
  '<|fim_suffix|>const a = ',
  '</s>',
  '<s>[INST] ',
  '<|im_start|>user\n',
  '<|pad|><|pad|>',
  '// <|endoftext|>\nconst a = ',
].flatMap((text) => [
  ['a.ts', `${text}‸`],
  ['b.py', `${text}‸\n<|endoftext|>\n`],
]);

const long = [
  ['a.ts', `const a = "${'x'.repeat(5000)}‸";\n`],
  ['a.js', `var a=${Array.from({ length: 3000 }, (_, i) => i).join()}‸;`],
  ['a.json', `{"a":[${'{"b":1},'.repeat(800)}‸`],
  ['a.ts', `${'    '.repeat(400)}return ‸`],
  ['a.py', `x = ${'('.repeat(500)}‸`],
  ['a.md', `${'word '.repeat(3000)}‸`],
  ['a.ts', `${'\n'.repeat(3000)}‸`],
  ['a.ts', `${'\t'.repeat(2000)}‸`],
  ['a.css', `${'a{b:c}'.repeat(1000)}‸`],
  ['a.ts', `const é = "${'日本語'.repeat(800)}‸";`],
];

const unicode = [
  'const 名前 = ',
  '// 日本語のコメント ',
  'let emoji = "😀',
  'const ñ = ',
  '# Привет ',
  'x = "\u202e',
  '\ufeffconst a = ',
  'a\u0000b',
  '\r\nconst a = 1;\r\nconst b = ',
  '\u2028const a = ',
  '\u001b[31m',
  '\ud83d',
].map((text) => ['u.ts', `${text}‸\n`]);

const syntax = [
  'function add(a: number, b: number) { return a‸ }',
  'foo(‸)',
  'foo(a, ‸)',
  'if (x) {‸}',
  'for (let i = 0; i < ‸; i++) {}',
  'const { a, ‸ } = props;',
  'arr[‸];',
  'x ? y : ‸;',
  'a => ‸',
  'class A extends ‸ {',
  'type T = ‸;',
  'enum E { A, ‸ }',
  'switch (x) { case ‸: break; }',
  ...'export default |await |return |}|)|;|.|,|=|===|&& |console.lo|documen|thi|=> {|??|#|@|$|\\|"|\'|`|||'
    .split('|')
    .filter((text) => text !== '')
    .map((text) => `${text}‸`),
].map((text) => ['src/x.ts', `import a from "b";\n\n${text}\n`]);

const languages = [
  ['a.hs', 'main :: IO ()\nmain = ‸'],
  ['a.ml', 'let rec f x = ‸'],
  ['a.lisp', '(defun add (a b) ‸'],
  ['a.asm', 'mov eax, ‸'],
  ['Makefile', 'all: ‸'],
  ['Dockerfile', 'FROM node:20\nRUN ‸'],
  ['a.tex', '\\begin{‸'],
  ['a.vim', 'set ‸'],
  ['a.erl', '-module(‸'],
  ['a.jl', 'function f(x)\n  ‸'],
  ['a.f90', 'program main\n‸'],
  ['a.cob', 'IDENTIFICATION DIVISION.\n‸'],
  ['a.clj', '(ns ‸'],
  ['a.scala', 'object Main extends ‸'],
  ['a.ex', 'defmodule A do\n  ‸'],
  ['a.ps1', 'Get-‸'],
  ['a.bat', '@echo ‸'],
  ['a.diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-‸'],
  ['.gitignore', 'node_‸'],
  ['a.log', '2024-01-01 12:00:00 ERROR ‸'],
  ['a.txt', 'Dear Sir or ‸'],
  ['a.csv', 'id,name\n1,‸'],
  ['a.proto', 'message User {\n  string ‸'],
  ['a.graphql', 'type Query {\n  ‸'],
];

/** Characters drawn from a range of code points, always the same for a seed. */
function noise(seed: number, from: number, to: number): string {
  let state = seed;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  return String.fromCharCode(...Array.from({ length: 200 }, () => from + (next() % (to - from))));
}

const random = [1, 2, 3, 4, 5, 6].map((seed) => ['r.ts', `${noise(seed, 32, 127)}‸`]);
const randomUnicode = [7, 8, 9, 10].map((seed) => ['r.py', `${noise(seed, 0x20, 0x2fff)}‸`]);

export const oddPrompts: readonly OddPrompt[] = [
  ...[empty, blank, comments, strings, special, long, unicode, syntax, languages, random, randomUnicode].flat(),
].map(([path, text]) => ({ path: path!, text: text! }));
