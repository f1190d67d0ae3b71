import { expect, it } from 'vitest';
import { definedIn } from '../../../../src/core/snippets/definitions.js';
import { identifiersIn, namesNear } from '../../../../src/core/snippets/names.js';

it('identifiersIn returns names of four characters or more, without keywords', () => {
  expect(identifiersIn('const a1 = publishLedger(_box4, "sum", naïve_total);')).toEqual([
    ...['publishLedger', '_box4', 've_total'],
  ]);
});

it('namesNear decreases nearness with the distance in lines', () => {
  const near = namesNear('first line\nsecond\n  third.third(', 'fourth)\nfifth\nsecond\n');
  expect([...near]).toEqual([
    ['third', 1],
    ['second', 2 / 3],
    ['first', 1 / 2],
    ['line', 1 / 2],
    ['fourth', 1],
    ['fifth', 2 / 3],
  ]);
});

it.each([
  ['export abstract class Ledger<T> extends Book {', 'Ledger'],
  ['export default async function publish(book: Book) {', 'publish'],
  ['function* rows() {', 'rows'],
  ['interface Item {', 'Item'],
  ['export type Kind = "a" | "b";', 'Kind'],
  ['    async def fetch_all(self):', 'fetch_all'],
  ['class Point:', 'Point'],
  ['func (s *Server) Listen(port int) error {', 'Listen'],
  ['pub(crate) fn parse_line(line: &str) -> Line {', 'parse_line'],
  ['pub struct Matcher<M> {', 'Matcher'],
  ['public static final class Builder {', 'Builder'],
  ['export const defaultLimits = {', 'defaultLimits'],
  ['const limits = 3;', 'limits'],
  ['  const inside = 3;', undefined],
  ['// the class Ledger', undefined],
  ['  return new Ledger();', undefined],
  ['def run(self):', undefined],
  ['', undefined],
])('definedIn finds the name that %j defines: %s', (line, name) => {
  expect(definedIn(line)).toBe(name);
});
