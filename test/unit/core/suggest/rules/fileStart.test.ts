import { describe, expect, it } from 'vitest';
import { fileStart } from '../../../../../src/core/suggest/rules/fileStart.js';
import { accept, whole } from '../../../support/rules.js';

describe('at the start of a file', () => {
  it.each([
    ['a shebang', 'a.py', '‸', '#!/usr/bin/env python'],
    ['a shebang before other lines', 'a.sh', '\n‸\necho 1', '#!/bin/sh'],
    ['an indented line', 'a.lua', '\n‸', '    return {'],
    ['anything where no name tells the language', undefined, '‸', 'import os'],
    ['anything where the name tells none', 'notes.xyz', 'ab‸', 'c = 1'],
    ['anything after nine characters', 'LICENSE', '12345\n6789‸', '0'],
  ])('drops %s (%s)', (_, path, marked, suggestion) => {
    expect(accept(fileStart, marked, suggestion, { path })).toBe('nothing');
  });

  it.each([
    ['a shebang that was begun', 'a.sh', '#!‸', '/bin/sh'],
    ['code', 'a.py', '‸', 'import os'],
    ['what is indented behind what is indented', 'a.ts', '  ‸', '  a'],
    ['text of a language without brackets', 'a.md', '# ‸', 'Title'],
    ['what goes on after ten characters', 'notes.xyz', '12345\n67890‸', '1'],
    ['what goes on before ten characters', undefined, '1‸\n234567890', '0'],
  ])('keeps %s (%s)', (_, path, marked, suggestion) => {
    expect(accept(fileStart, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });
});
