import { describe, expect, it } from 'vitest';
import { comments } from '../../../../../src/core/suggest/rules/comments.js';
import { accept, whole } from '../../../support/rules.js';

describe('a suggestion in a comment', () => {
  it.each([
    ['a.ts', '// Adds ‸', 'two.\nfunction add() {', '// Adds two.‸'],
    ['a.ts', '  // Adds ‸', 'two\n  // numbers.\n\n  add();', '  // Adds two\n  // numbers.‸'],
    ['a.ts', '  // Adds ‸', 'two.\n  /* c */', '  // Adds two.‸'],
    ['a.rs', '/// Adds ‸', 'two.\n///\n/// # Panics\n// never\nfn', '/// Adds two.\n///\n/// # Panics‸'],
    ['a.py', '# Adds ‸', 'two.\ndef add():', '# Adds two.‸'],
    ['a.sql', '-- Adds ‸', 'two.\nSELECT', '-- Adds two.‸'],
    ['a.ts', 'add(); // Adds ‸', 'two.\n// numbers', 'add(); // Adds two.‸'],
    ['a.ts', '/** Adds ‸', 'two. */\nfunction add() {', '/** Adds two. */‸'],
    ['a.ts', '/**\n * Adds ‸', 'two.\n *\n * @returns\n */\nfunction', '/**\n * Adds two.\n *\n * @returns\n */‸'],
    ['a.c', '/* a ‸', 'b */ int c;\nint d;', '/* a b */ int c;‸'],
  ])('ends with it: %s, %j and %j', (path, marked, suggestion, accepted) => {
    expect(accept(comments, marked, suggestion, { path })).toBe(accepted);
  });

  it.each([
    ['a.ts', '// Adds ‸', 'two.'],
    ['a.ts', '/**\n * Adds ‸', 'two.\n *'],
    ['a.ts', 'if (a) {‸', ' // b\n  c();'],
    ['a.ts', 'x = "// ‸', 'a";\nfoo();'],
    ['a.py', '"""Adds ‸', 'two."""\n    return 1'],
    ['a.xyz', '// Adds ‸', 'two.\nadd'],
  ])('is left alone: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(comments, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });
});
