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

const track = (offset: number, ...texts: string[]): number => offers.track({ document, offset, texts, origin }, nowMs);

/** One change and the cursor that follows it, as an editor tells them. */
function insert(offset: number, inserted: string, removed = 0, cursor = offset + inserted.length): void {
  offers.change(document, [{ offset, removed, inserted }], nowMs);
  offers.cursor(document, cursor, nowMs);
}

function wait(ms: number): void {
  nowMs += ms;
  offers.settle(nowMs);
}

/** The counts once the suggestion is no longer shown. */
function end(): string[] {
  offers.end(nowMs);
  wait(settledAfterMs);
  return events;
}

describe('ShownSuggestions', () => {
  it('counts a suggestion as shown once, after it was visible for long enough', () => {
    track(10, 'parse(text);');
    wait(shownAfterMs - 1);
    expect(events).toEqual([]);
    wait(1);
    expect(events).toEqual(['shown']);
    expect(end()).toEqual(['shown']);
  });

  it('does not count a suggestion that disappears with the next key', () => {
    track(10, 'parse(text);');
    wait(50);
    insert(10, 'x');
    expect(end()).toEqual([]);
  });

  it('counts one suggestion while it is typed along', () => {
    const id = track(10, 'parse(text);');
    wait(200);
    insert(10, 'p');
    expect(track(11, 'arse(text);')).toBe(id);
    wait(200);
    insert(11, 'a');
    expect(track(12, 'rse(text);')).toBe(id);
    expect(end()).toEqual(['shown']);
  });

  it('counts another one elsewhere, and for another text', () => {
    const id = track(10, 'parse(text);');
    expect(track(11, 'arse(text);')).not.toBe(id);
    expect(track(11, 'stringify(text);')).not.toBe(id + 1);
  });

  it('counts the characters of a whole acceptance that were not typed', () => {
    const id = track(10, 'parse(text);');
    insert(10, 'p');
    insert(11, 'arse(text);');
    expect(offers.accept(id)).toEqual<AcceptedText>({ document, origin, offset: 11, text: 'arse(text);' });
    expect(end()).toEqual(['shown', 'accepted', 'saved 11']);
  });

  it('does not count the closing brackets that a whole acceptance replaces', () => {
    const id = track(10, 'text);');
    insert(10, 'text);', 1);
    offers.accept(id);
    expect(events).toEqual(['shown', 'accepted', 'saved 5']);
  });

  it('counts a whole acceptance at several cursors for each of them', () => {
    const id = track(30, 'abc');
    offers.change(
      document,
      [30, 10].map((offset) => ({ offset, removed: 0, inserted: 'abc' })),
      nowMs,
    );
    expect(offers.accept(id)).toMatchObject({ offset: 33, text: 'abc' });
    expect(events).toEqual(['shown', 'accepted', 'saved 6']);
  });

  it('counts what was not typed when an acceptance replaces a word selected in a list', () => {
    const id = track(12, 'rse(text);');
    insert(10, 'parse(text);', 2);
    offers.accept(id);
    expect(events).toEqual(['shown', 'accepted', 'saved 10']);
  });

  it('counts a partial acceptance when the suggestion is over', () => {
    track(10, 'parse(text);');
    insert(10, 'parse');
    wait(shownAfterMs);
    insert(15, '(text');
    expect(events).toEqual(['shown']);
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 10']);
  });

  it('counts a partial acceptance followed by a whole one as whole', () => {
    const id = track(10, 'parse(text);');
    insert(10, 'parse');
    insert(15, '(text);');
    offers.accept(id);
    expect(end()).toEqual(['shown', 'accepted', 'saved 12']);
  });

  it('counts an acceptance that is reported after another suggestion was shown', () => {
    const id = track(10, 'parse(text);');
    insert(10, 'parse(text);');
    track(22, '\n');
    expect(offers.accept(id)).toBeDefined();
    expect(end()).toEqual(['shown', 'accepted', 'saved 12']);
  });

  it.each([
    ['a key', 'parse(text);', 'p', 1],
    ['a pair of brackets that the editor closes', '()', '()', 1],
    ['a line that the editor indents', '\n    return;', '\n    ', 5],
  ])('counts no acceptance for %s', (_, text, typed, cursor) => {
    track(10, text);
    insert(10, typed, 0, 10 + cursor);
    expect(end()).toEqual([]);
  });

  it('continues after a bracket that the editor closes', () => {
    const id = track(10, '(text);');
    insert(10, '()', 0, 11);
    expect(track(11, 'text);')).toBe(id);
  });

  it('compares independently of line ends', () => {
    track(10, 'a {\n  b\n}');
    insert(10, 'a {\r\n  b');
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 8']);
  });

  it('chooses among alternatives by what is typed', () => {
    const id = track(10, 'parse(text);', 'stringify(text);');
    insert(10, 's');
    expect(track(11, 'tringify(text);')).toBe(id);
    insert(11, 'tringify');
    expect(end()).toEqual(['shown', 'partlyAccepted', 'saved 8']);
  });

  it('moves with what is written before it', () => {
    const id = track(10, 'parse(text);');
    offers.change(document, [{ offset: 0, removed: 0, inserted: 'xyz' }], nowMs);
    expect(track(13, 'parse(text);')).toBe(id);
  });

  it('ends when the cursor moves away, and when another document is shown', () => {
    const id = track(10, 'parse(text);');
    offers.cursor(document, 9, nowMs);
    const next = track(10, 'parse(text);');
    expect(next).not.toBe(id);
    offers.cursor('b', 10, nowMs);
    expect(track(10, 'parse(text);')).not.toBe(next);
  });

  it('ignores a suggestion that was never tracked', () => {
    expect(offers.accept(7)).toBeUndefined();
    expect(events).toEqual([]);
  });
});
