import { beforeEach, describe, expect, it } from 'vitest';
import {
  ShownSuggestions,
  settledAfterMs,
  shownAfterMs,
  type AcceptedText,
} from '../../../../src/core/statistics/shownSuggestions.js';

const origin = { language: 'typescript', model: 'small' };
const document = 'a';

let offers: ShownSuggestions;
let events: string[];
let nowMs: number;

beforeEach(() => {
  events = [];
  nowMs = 0;
  offers = new ShownSuggestions((_, event) =>
    events.push(event.kind === 'saved' ? `saved ${event.characters}` : event.kind),
  );
});

const offer = (offset: number, ...texts: string[]): number => offers.offer({ document, offset, texts, origin }, nowMs);

/** One change and the cursor that follows it, as an editor tells them. */
function insert(offset: number, inserted: string, removed = 0, cursor = offset + inserted.length): void {
  offers.change(document, [{ offset, removed, inserted }], nowMs);
  offers.cursor(document, cursor, nowMs);
}

function wait(ms: number): void {
  nowMs += ms;
  offers.settle(nowMs);
}

/** What is counted once the offer is over. */
function end(): string[] {
  offers.end(nowMs);
  wait(settledAfterMs);
  return events;
}

describe('offers', () => {
  it('count as shown once they were there for long enough, and once only', () => {
    offer(10, 'parse(text);');
    wait(shownAfterMs - 1);
    expect(events).toEqual([]);
    wait(1);
    expect(events).toEqual(['shown']);
    expect(end()).toEqual(['shown']);
  });

  it('do not count when they go with the next key', () => {
    offer(10, 'parse(text);');
    wait(50);
    insert(10, 'x');
    expect(end()).toEqual([]);
  });

  it('are one while they are typed along', () => {
    const id = offer(10, 'parse(text);');
    wait(200);
    insert(10, 'p');
    expect(offer(11, 'arse(text);')).toBe(id);
    wait(200);
    insert(11, 'a');
    expect(offer(12, 'rse(text);')).toBe(id);
    expect(end()).toEqual(['shown']);
  });

  it('are others elsewhere, and where another text is given out', () => {
    const id = offer(10, 'parse(text);');
    expect(offer(11, 'arse(text);')).not.toBe(id);
    expect(offer(11, 'stringify(text);')).not.toBe(id + 1);
  });

  it('taken whole, save what was not typed', () => {
    const id = offer(10, 'parse(text);');
    insert(10, 'p');
    insert(11, 'arse(text);');
    expect(offers.accept(id)).toEqual<AcceptedText>({ document, origin, offset: 11, text: 'arse(text);' });
    expect(end()).toEqual(['shown', 'accepted', 'saved 11']);
  });

  it('taken whole, do not save the closers that they replace', () => {
    const id = offer(10, 'text);');
    insert(10, 'text);', 1);
    offers.accept(id);
    expect(events).toEqual(['shown', 'accepted', 'saved 5']);
  });

  it('taken whole at several cursors, save as much at each', () => {
    const id = offer(30, 'abc');
    offers.change(
      document,
      [30, 10].map((offset) => ({ offset, removed: 0, inserted: 'abc' })),
      nowMs,
    );
    expect(offers.accept(id)).toMatchObject({ offset: 33, text: 'abc' });
    expect(events).toEqual(['shown', 'accepted', 'saved 6']);
  });

  it('taken in place of a word that is selected in a list, save what was not typed of it', () => {
    const id = offer(12, 'rse(text);');
    insert(10, 'parse(text);', 2);
    offers.accept(id);
    expect(events).toEqual(['shown', 'accepted', 'saved 10']);
  });

  it('taken in parts, are counted when they are over', () => {
    offer(10, 'parse(text);');
    insert(10, 'parse');
    wait(shownAfterMs);
    insert(15, '(text');
    expect(events).toEqual(['shown']);
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 10']);
  });

  it('taken in parts and then whole, are taken whole', () => {
    const id = offer(10, 'parse(text);');
    insert(10, 'parse');
    insert(15, '(text);');
    offers.accept(id);
    expect(end()).toEqual(['shown', 'accepted', 'saved 12']);
  });

  it('are known as taken also if that is told after something else was given out', () => {
    const id = offer(10, 'parse(text);');
    insert(10, 'parse(text);');
    offer(22, '\n');
    expect(offers.accept(id)).toBeDefined();
    expect(end()).toEqual(['shown', 'accepted', 'saved 12']);
  });

  it.each([
    ['a key', 'parse(text);', 'p', 1],
    ['a pair of brackets that the editor closes', '()', '()', 1],
    ['a line that the editor indents', '\n    return;', '\n    ', 5],
  ])('are not taken by %s', (_, text, typed, cursor) => {
    offer(10, text);
    insert(10, typed, 0, 10 + cursor);
    expect(end()).toEqual([]);
  });

  it('go on after a bracket that the editor closes', () => {
    const id = offer(10, '(text);');
    insert(10, '()', 0, 11);
    expect(offer(11, 'text);')).toBe(id);
  });

  it('compare by line ends of their own', () => {
    offer(10, 'a {\n  b\n}');
    insert(10, 'a {\r\n  b');
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 8']);
  });

  it('choose among alternatives by what is typed', () => {
    const id = offer(10, 'parse(text);', 'stringify(text);');
    insert(10, 's');
    expect(offer(11, 'tringify(text);')).toBe(id);
    insert(11, 'tringify');
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 8']);
  });

  it('move with what is written before them', () => {
    const id = offer(10, 'parse(text);');
    offers.change(document, [{ offset: 0, removed: 0, inserted: 'xyz' }], nowMs);
    expect(offer(13, 'parse(text);')).toBe(id);
  });

  it('are over when the cursor goes, and when another document is looked at', () => {
    const id = offer(10, 'parse(text);');
    offers.cursor(document, 9, nowMs);
    const next = offer(10, 'parse(text);');
    expect(next).not.toBe(id);
    offers.cursor('b', 10, nowMs);
    expect(offer(10, 'parse(text);')).not.toBe(next);
  });

  it('know nothing of an offer that nobody made', () => {
    expect(offers.accept(7)).toBeUndefined();
    expect(events).toEqual([]);
  });
});
