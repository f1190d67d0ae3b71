import { expect, it } from 'vitest';
import { trailingSpace } from '../../../../../src/core/suggest/rules/trailingSpace.js';
import { accept } from '../../../support/rules.js';

it.each([
  ['a; \t', 'x = a;‸'],
  ['a;\n\n', 'x = a;‸'],
  ['a;  \n  b;\t\n', 'x = a;\n  b;‸'],
  ['  a', 'x =   a‸'],
  ['a;\n  b', 'x = a;\n  b‸'],
  [' \n', 'nothing'],
])('trailing space: %j', (suggestion, accepted) => {
  expect(accept(trailingSpace, 'x = ‸', suggestion)).toBe(accepted);
});
