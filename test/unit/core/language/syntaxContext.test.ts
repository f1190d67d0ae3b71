import { expect, it } from 'vitest';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { contextAtCursor } from '../../../../src/core/language/syntaxContext.js';

it.each<[string | undefined, string, 'code' | 'literal' | 'comment']>([
  ['a.ts', 'const a = ', 'code'],
  ['a.ts', 'const a = "b', 'literal'],
  ['a.ts', 'const a = `b ${', 'code'],
  ['a.ts', 'const a = `b ${c} ', 'literal'],
  ['a.ts', 'f(); // then ', 'comment'],
  ['a.ts', '/** Says ', 'comment'],
  ['a.ts', '/* a */ ', 'code'],
  ['a.py', 'x = 1  # count', 'comment'],
  ['a.py', 'def f():\n    """Does ', 'literal'],
  ['a.py', 'x = a // b', 'code'],
  ['a.unknown', '// "', 'code'],
  [undefined, '// "', 'code'],
])('finds the context in %s after %j: %s', (path, before, context) => {
  expect(contextAtCursor(languageOf({ path }), before)).toBe(context);
});
