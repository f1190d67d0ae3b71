import { expect, it } from 'vitest';
import { importsOf } from '../../../../src/core/snippets/imports.js';

it.each([
  ["import { a } from './box.js';", 'src/core', ['src/core/box']],
  ["import type { A,\n  B } from '../engine/engine'", 'src/core', ['src/engine/engine']],
  ["export * from '.'", 'src/core', ['src/core']],
  ["import '../core/index.js'", 'src/editor', ['src/core']],
  ["const b = require('./b')", '', ['b']],
  ["await import('./lazy.mjs')", 'src', ['src/lazy']],
  ["import x from '@/store/user'", 'src/pages', ['@/store/user', 'store/user', 'user']],
  ['#include "lexer/token.h"', 'src', ['lexer/token', 'token']],
  ['from .models import Item', 'shop/api', ['shop/api/models']],
  ['from ..models.item import Item', 'shop/api', ['shop/models/item', 'shop/models']],
  ['from shop.models import (\n    Item,\n)', 'shop', ['shop/models', 'shop']],
  ['import shop.models as m', '', ['shop/models', 'shop']],
  ['import com.google.gson.Gson;', '', ['com/google/gson/Gson', 'com/google/gson']],
  ['import static org.junit.Assert.*;', '', ['org/junit/Assert', 'org/junit']],
  ['use crate::matcher::Matcher;', 'src', ['matcher/Matcher', 'matcher']],
  ['pub(crate) mod parser;', 'src', ['parser']],
  ['import (\n\t"fmt"\n)', 'cmd', ['fmt']],
  [
    'import (\n\ttea "github.com/a/tea/internal/keys"\n)',
    'cmd',
    ['github.com/a/tea/internal/keys', 'internal/keys', 'keys'],
  ],
  ['const text = "import nothing";', '', []],
])('importsOf finds imports of %j in %j', (text, folder, ends) => {
  expect(importsOf(text, folder)).toEqual(ends.length > 0 ? [ends] : []);
});

it('importsOf returns repeated imports once', () => {
  expect(importsOf("import { a } from './a';\nimport type { B } from './a';\nimport './b';", '')).toEqual([
    ['a'],
    ['b'],
  ]);
});
