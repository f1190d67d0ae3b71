import { expect, it } from 'vitest';
import { closerBelow } from '../../../../../src/core/suggest/rules/closerBelow.js';
import { accept, whole } from '../../../support/rules.js';

it.each([
  ['f() {‸}', '\n  a();', 'f() {\n  a();\n‸}'],
  ['  f(() => {‸});', '\n    a({});', '  f(() => {\n    a({});\n  ‸});'],
  ['\tx = [‸];', '\n\t\t1,', '\tx = [\n\t\t1,\n\t‸];'],
])('the closer goes below a block: %j and %j', (marked, suggestion, accepted) => {
  expect(accept(closerBelow, marked, suggestion)).toBe(accepted);
});

it.each([
  ['f() {‸}', '\n  a();\n}'],
  ['f(() => {‸});', '\n  a();\n});'],
  ['f() {‸}', ' a();'],
  ['f(‸)', 'a, b'],
  ['f() {‸', '\n  a();'],
  ['f() {‸ // why', '\n  a();'],
])('the closer stays where it is: %j and %j', (marked, suggestion) => {
  expect(accept(closerBelow, marked, suggestion)).toBe(whole(marked, suggestion));
});
