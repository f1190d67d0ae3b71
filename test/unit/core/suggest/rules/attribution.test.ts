import { describe, expect, it } from 'vitest';
import { attribution } from '../../../../../src/core/suggest/rules/attribution.js';
import { accept, whole } from '../../../support/rules.js';

describe('nobody is named whom the document does not name', () => {
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
  ])('%s, %j and %j', (path, marked, suggestion) => {
    expect(accept(attribution, marked, suggestion, { path })).toBe('nothing');
  });

  it('and a suggestion ends before it', () => {
    const suggestion = '// A class.\n// Copyright 2020 Jane Doe\nclass A {}';
    expect(accept(attribution, '‸', suggestion)).toBe('// A class.‸');
  });
});

describe('what stays', () => {
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
  ])('%s, %j and %j', (path, marked, suggestion) => {
    expect(accept(attribution, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });

  it('is what the workspace itself says', () => {
    const suggestion = '// Copyright 2020 Jane Doe';
    expect(accept(attribution, '‸', suggestion, { source: 'workspace' })).toBe(`${suggestion}‸`);
    expect(accept(attribution, '‸', suggestion, { source: 'model' })).toBe('nothing');
  });
});
