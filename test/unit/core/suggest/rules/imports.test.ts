import { describe, expect, it } from 'vitest';
import { dropRepeatedImports } from '../../../../../src/core/suggest/rules/imports.js';
import { accept, whole } from '../../../support/rules.js';

describe('dropRepeatedImports', () => {
  it.each([
    ['a line above', 'a.ts', "import './a.js';\n‸", "import './a.js';"],
    ['a line below', 'a.ts', "‸\nimport './a.js';", "import './a.js'"],
    ['a line that is partly typed', 'a.py', 'import os\nimp‸', 'ort os'],
    ['a line in Java', 'A.java', 'import a.b.C;\nimport ‸', 'a.b.C;'],
    ['a line in Rust', 'a.rs', 'use std::io;\n\nuse ‸', 'std::io;'],
    ['a line in C', 'a.c', '#include <stdio.h>\n#include ‸', '<stdio.h>'],
    ['a line of a function, imported at the top', 'a.py', 'import click\n\ndef f():\n    ‸', 'import click'],
    ['a name from elsewhere', 'a.ts', "import { a } from './b.js';\n‸", "import { a, c } from './d.js';"],
    [
      'a name of a list of several lines',
      'a.ts',
      "import {\n  a,\n  b,\n} from './b.js';\n‸",
      "import b from './d.js';",
    ],
    ['a name for a type', 'a.ts', "import type { A } from './b.js';\n‸", "import { type A } from './c.js';"],
    ['a name given by `as`', 'a.ts', "import * as z from './b.js';\n‸", "import { y as z } from './c.js';"],
    ['a name in Python', 'a.py', 'from a import b\nfrom ‸', 'c import b'],
    ['a module’s name in Python', 'a.py', 'import numpy as np\n‸', 'from numpy import np'],
    ['an entry of the same list', 'a.ts', "import { a, b, ‸ } from './c.js';", 'a'],
    ['an entry of the same list below', 'a.py', 'from a import (\n    ‸\n    b,\n)', 'b,'],
    ['an entry of the same list in Go', 'a.go', 'import (\n\t"fmt"\n\t"‸', 'fmt"'],
  ])('drops %s: %s, %j and %j', (_, path, marked, suggestion) => {
    expect(accept(dropRepeatedImports, marked, suggestion, { path })).toBe('nothing');
  });

  it('ends a suggestion before a repeated import', () => {
    const marked = 'import os\n‸';
    expect(accept(dropRepeatedImports, marked, 'import sys\nimport os', { path: 'a.py' })).toBe(
      'import os\nimport sys‸',
    );
  });

  it.each([
    ['another line', 'a.ts', "import './a.js';\n‸", "import './b.js';"],
    ['the start of a statement', 'a.ts', "import {\n  a,\n} from './b.js';\n‸", 'import {'],
    ['a name under another one', 'a.ts', "import { a } from './b.js';\n‸", "import { a as c } from './d.js';"],
    ['a name that the user typed', 'a.ts', "import { a } from './b.js';\nimport { a‸", ", c } from './d.js';"],
    ['a new entry', 'a.go', 'import (\n\t"fmt"\n\t"‸', 'os"\n)\n\nfunc fmt() {'],
    ['a line that a function imported', 'a.py', 'def f():\n    import os\n\ndef g():\n    ‸', 'import os'],
    ['an inner `use`', 'a.rs', 'fn f() {\n    use A::*;\n}\nfn g() {\n    ‸', 'use A::*;'],
    ['code', 'a.ts', "import { a } from './b.js';\n‸", 'a();'],
    ['a name that is no import', 'a.ts', "import { expect‸\n\ntest('a', () => {", ', test } from "vitest";'],
  ])('keeps %s: %s, %j and %j', (_, path, marked, suggestion) => {
    expect(accept(dropRepeatedImports, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });
});
