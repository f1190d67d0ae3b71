import { describe, expect, it } from 'vitest';
import {
  dropForeignAttribution,
  dropRecitedStart,
  dropSecrets,
} from '../../../../../src/core/suggest/rules/memorizedText.js';
import { fakeSecrets } from '../../../support/fakeSecrets.js';
import { accept, whole } from '../../../support/rules.js';

describe('dropRecitedStart', () => {
  it.each([
    ['a shebang', 'a.py', '‸', '#!/usr/bin/env python'],
    ['a shebang before other lines', 'a.sh', '\n‸\necho 1', '#!/bin/sh'],
    ['an indented line', 'a.lua', '\n‸', '    return {'],
    ['any text in a file without a name', undefined, '‸', 'import os'],
    ['any text in a file of an unknown language', 'notes.xyz', 'ab‸', 'c = 1'],
    ['any text after nine characters', 'LICENSE', '12345\n6789‸', '0'],
  ])('drops %s (%s)', (_, path, marked, suggestion) => {
    expect(accept(dropRecitedStart, marked, suggestion, { path })).toBe('nothing');
  });

  it.each([
    ['a shebang that is partly typed', 'a.sh', '#!‸', '/bin/sh'],
    ['code', 'a.py', '‸', 'import os'],
    ['indented text after indentation', 'a.ts', '  ‸', '  a'],
    ['text of a language without brackets', 'a.md', '# ‸', 'Title'],
    ['text after ten characters', 'notes.xyz', '12345\n67890‸', '1'],
    ['text before ten characters', undefined, '1‸\n234567890', '0'],
  ])('keeps %s (%s)', (_, path, marked, suggestion) => {
    expect(accept(dropRecitedStart, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });
});

describe('dropForeignAttribution', () => {
  it.each([
    ['a.cs', '‸', '// Copyright (c) Foo Corporation. All rights reserved.'],
    ['a.ts', '// Copyright ‸', '2020 Jane Doe'],
    ['a.ts', '/*! MIT License ‸', '© Jane Doe */'],
    ['a.java', '/**\n * ‸', '@author Jane Doe'],
    ['a.py', '# Author: ‸', 'Jane'],
    ['a.py', '‸', "__author__ = 'Jane Doe'"],
    ['a.py', '# ‸', 'File generated from our OpenAPI spec by Stainless.'],
    ['LICENSE', 'MIT License\n\n‸', 'Copyright (c) 2019 Jane Doe'],
    ['package.json', '  "author": "‸', 'Jane <jane@doe.org>",'],
    ['a.ts', 'const mail = ‸', '"jane.doe@gmail.com";'],
  ])('drops names that the document does not contain: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(dropForeignAttribution, marked, suggestion, { path })).toBe('nothing');
  });

  it('ends a suggestion before the line with the name', () => {
    const suggestion = '// A class.\n// Copyright 2020 Jane Doe\nclass A {}';
    expect(accept(dropForeignAttribution, '‸', suggestion)).toBe('// A class.‸');
  });

  it.each([
    ['a.ts', '// Copyright 2020 Jane Doe\nx;\n// ‸', 'Copyright 2020 Jane Doe'],
    ['a.java', '/**\n * @author Jane Doe\n */\nclass A {}\n/**\n * @author ‸', 'Jane Doe'],
    ['a.ts', '‸', '// SPDX-License-Identifier: MIT'],
    ['a.py', 'class Author(Model):\n    ‸', 'authors = ManyToMany(Author)'],
    ['a.ts', 'const year = ‸', 'new Date(2020).getFullYear();'],
    ['a.ts', 'send(‸', '"jane@example.com");'],
    ['a.sh', 'git clone ‸', 'git@github.com:a/b.git'],
    ['a.py', 'x = ‸', 'a@b.transpose()'],
    ['a.ts', '‸', '@Component({ selector: "a" })'],
  ])('keeps other text: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(dropForeignAttribution, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });

  it('keeps names from the workspace’s own files', () => {
    const suggestion = '// Copyright 2020 Jane Doe';
    expect(accept(dropForeignAttribution, '‸', suggestion, { source: 'workspace' })).toBe(`${suggestion}‸`);
    expect(accept(dropForeignAttribution, '‸', suggestion, { source: 'model' })).toBe('nothing');
  });
});

const known = fakeSecrets(1);
const stripe = known['Stripe key']!;

describe('dropSecrets, for a credential that the document does not contain,', () => {
  it.each(Object.entries(known))('drops it: %s', (_, secret) => {
    expect(accept(dropSecrets, 'const it = "‸";\n', secret)).toBe('nothing');
    expect(accept(dropSecrets, 'const it = ‸', `"${secret}";`)).toBe('nothing');
  });

  it('drops the rest of it when its start is typed', () => {
    expect(accept(dropSecrets, `const it = "${stripe.slice(0, 9)}‸";`, stripe.slice(9))).toBe('nothing');
    expect(accept(dropSecrets, 'password = "hun‸', 'ter2"')).toBe('nothing');
    expect(accept(dropSecrets, 'password = "‸"', 'hunter2')).toBe('nothing');
  });

  it('ends the suggestion before its line', () => {
    const text = `one();\nuse("${stripe}");\ntwo();`;
    expect(accept(dropSecrets, '‸\n', text)).toBe('one();‸\n');
    expect(accept(dropSecrets, '‸\n', `one();\n${known['private key']}`)).toBe('one();‸\n');
  });
});

describe('dropSecrets, for a credential that the document contains,', () => {
  it.each([`key = "${stripe}";\nother = "‸`, `other = "‸\nkey = "${stripe}";\n`])('keeps it: %j', (marked) => {
    expect(accept(dropSecrets, marked, `${stripe}";`)).toBe(whole(marked, `${stripe}";`));
  });

  it('keeps the text after it', () => {
    const marked = `key = "${stripe}‸`;
    expect(accept(dropSecrets, marked, '";')).toBe(whole(marked, '";'));
  });
});

it('dropSecrets keeps text without credentials', () => {
  const text = 'password = readPassword();\n  return connect({ token, apiKey: process.env.API_KEY });';
  expect(accept(dropSecrets, '  ‸', text)).toBe(whole('  ‸', text));
});
