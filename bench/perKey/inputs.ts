/** A text that is slow for code which reads it more than once. */
export interface HostileText {
  readonly name: string;
  /** Repeated until the text is long enough. */
  readonly unit: string;
  /** Text after the last repetition, on the same line: most matching fails only there. */
  readonly end?: string;
}

/** Texts that a document may contain, each of which makes some careless algorithm quadratic. */
export const hostileTexts: readonly HostileText[] = [
  { name: 'spaces', unit: ' ', end: 'x' },
  { name: 'tabs and spaces', unit: '\t ', end: 'x;' },
  { name: 'newlines', unit: '\n', end: 'x' },
  { name: 'carriage returns', unit: '\r', end: 'x' },
  { name: 'CRLF', unit: '\r\n', end: 'x' },
  { name: 'one long word', unit: 'a', end: '!' },
  { name: 'one long line', unit: 'let a1=b.c(2);', end: '!' },
  { name: 'openers of one kind', unit: '(' },
  { name: 'openers of all kinds', unit: '([{<' },
  { name: 'closers of all kinds', unit: ')]}>' },
  { name: 'pairs', unit: '()[]{}' },
  { name: 'one quote', unit: '"' },
  { name: 'quotes of all kinds', unit: `"'\`` },
  { name: 'apostrophes', unit: "'a" },
  { name: 'escapes', unit: '\\"' },
  { name: 'nested templates', unit: '`${' },
  { name: 'comment openers', unit: '/* // # ' },
  { name: 'line comments', unit: ' # x' },
  { name: 'semicolons', unit: ';' },
  { name: 'commas and colons', unit: ', : ' },
  { name: 'numbers of one line', unit: '1 2 ' },
  { name: 'repeated words', unit: 'return return;\n' },
  { name: 'closing lines', unit: '}\n' },
  { name: 'imports', unit: 'import a\n' },
  { name: 'an unfinished import', unit: 'import { a as b, ' },
  { name: 'words of imports', unit: 'from as ' },
  { name: 'addresses', unit: 'a@b.c' },
  { name: 'dots and dashes', unit: '.-' },
  { name: 'special tokens', unit: '<|file|>' },
  { name: 'surrogate pairs', unit: '😀' },
  { name: 'half surrogate pairs', unit: '\ud83d' },
  { name: 'line separators', unit: ' # \u2028' },
];

/** A hostile text of at least `length` UTF-16 code units. */
export function inputText({ unit, end = '' }: HostileText, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)) + end;
}

/** Opening brackets in one half, closing ones of another kind in the other half: none of them match. */
export const mismatched = (length: number): string => '('.repeat(length >> 1) + ']'.repeat(length >> 1);

/** A cursor position with an answer. */
export interface KeyPress {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  /** A decoded text, which is limited by the number of tokens in the product. */
  readonly answer: string;
}

export const parts = [
  'above',
  'before the cursor',
  'on the line',
  'after the cursor',
  'below',
  'as the answer',
] as const;
export type InputPart = (typeof parts)[number];

/** A key in a document with one growing part. */
export interface GrowingInput {
  readonly name: string;
  /** The part with the hostile text. */
  readonly part: InputPart;
  readonly at: (length: number) => KeyPress;
}

const answer = 'a, b);\n  const c = load("d");\n  return c;\n}';
/** Opening brackets before the cursor, so that the closing ones are read. */
const code = 'import { a } from "./a";\n\nfunction f() {\n  call(';

const keyPresses: Readonly<Record<InputPart, (text: string) => KeyPress>> = {
  above: (text) => ({ path: 'a.ts', prefix: `${text}\n${code}`, suffix: ')\n}\n', answer }),
  'before the cursor': (text) => ({ path: 'a.py', prefix: text, suffix: '\n', answer }),
  'on the line': (text) => ({ path: 'a.ts', prefix: code + text, suffix: ');\n}\n', answer }),
  'after the cursor': (text) => ({ path: 'a.ts', prefix: code, suffix: `${text}\n}\n`, answer }),
  below: (text) => ({ path: 'a.py', prefix: code, suffix: `)\n${text}\n}\n`, answer }),
  'as the answer': (text) => ({ path: 'a.ts', prefix: code, suffix: ')\n}\n', answer: text }),
};

/** Each hostile text in each part of a document, and as the answer. */
export function growingInputs(): readonly GrowingInput[] {
  const texts = [
    ...hostileTexts.map((text) => ({ name: text.name, of: (length: number) => inputText(text, length) })),
    { name: 'openers, then other closers', of: mismatched },
  ];
  return texts.flatMap(({ name, of }) =>
    parts.map((part) => ({ name: `${name} ${part}`, part, at: (length: number) => keyPresses[part](of(length)) })),
  );
}
