import { expect, test } from 'vitest';
import {
  keysWithoutHelp,
  replay,
  type Moment,
  type TypingUser,
  type ReplaySuggester,
} from '../../../quality/typing/replay.js';
import { typingSummary, type TypingSummary } from '../../../quality/typing/summary.js';
import type { Region } from '../../../quality/typing/typedText.js';
import { workspaceOf } from './support/workspaces.js';

const region = (goal: string): Region & { repository: ReturnType<typeof workspaceOf>['repository'] } => ({
  path: 'a.ts',
  language: 'TypeScript',
  prefix: 'start\n',
  goal,
  suffix: '\nend',
  unit: '  ',
  repository: workspaceOf('TypeScript', {}).repository,
});

/** Stands in for the pipeline: what it shows is written down here, so that every count can be made by hand. */
const suggester = (textAt: (typed: string) => string | undefined): ReplaySuggester => ({
  provide: ({ prefix }) => {
    const text = textAt(prefix.slice('start\n'.length));
    return Promise.resolve({
      isKnown: true,
      ...(text === undefined ? {} : { shown: { text, replaces: 0, confidence: 1 } }),
    });
  },
});

/** What is left of the line, or of another one. */
const lineOf = (goal: string, typed: string): string => goal.slice(typed.length).split('\n', 1)[0]!;

const never = suggester(() => undefined);

interface Typed {
  readonly moments: readonly Moment[];
  readonly summary: TypingSummary;
}

async function type(goal: string, by: ReplaySuggester, person: TypingUser = 'takes what is right'): Promise<Typed> {
  const here = region(goal);
  const moments = await replay(here, by, person, {
    now: () => 0,
    rhythm: () => 200,
    settled: () => Promise.resolve(),
  });
  const summary = typingSummary([{ region: here, moments, keysWithoutHelp: keysWithoutHelp(here), cpuMs: 600 }]);
  return { moments, summary };
}

test('who gets no help presses a key for each character that the editor does not type', async () => {
  const { summary } = await type('call(one);\nx', never);
  // call( one ; Enter x: the closing parenthesis is typed over.
  expect(summary).toMatchObject({ keys: 11, keysWithoutHelp: 11, saved: 0, shown: { right: 0, wrong: 0 }, visible: 0 });
});

test('what is right to the line’s end is taken with one key', async () => {
  const goal = 'const one = two;\nconst three = four;';
  const right = suggester((typed) => lineOf(goal, typed) || undefined);
  const { summary, moments } = await type(goal, right);
  // c, the rest, Enter, the next line.
  expect(moments.map(({ did }) => did)).toEqual(['character', 'whole taken', 'enter', 'whole taken']);
  expect(summary).toMatchObject({ keys: 4, keysWithoutHelp: 36, wholeTaken: 2, wordsTaken: 0 });
  expect(summary.saved).toBeCloseTo(1 - 4 / 36);
  expect(summary.shown).toEqual({ right: 2, 'partly right': 0, wrong: 0 });
});

test('what is wrong is typed through, and counted once for as long as it stays', async () => {
  const { summary } = await type(
    'abcd',
    suggester((typed) => (typed.length < 4 ? 'zzzz' : undefined)),
  );
  expect(summary).toMatchObject({ keys: 4, saved: 0, shown: { right: 0, 'partly right': 0, wrong: 3 }, flickers: 0 });
  // The text that is left after c is what was shown after b: one suggestion.
  const { summary: same } = await type(
    'abcdx',
    suggester((typed) => ['bcdyy', 'cdyy', 'dyy', 'yy'][typed.length - 1]),
  );
  expect(same.shown).toEqual({ right: 0, 'partly right': 0, wrong: 1 });
});

test('words that are right are taken one by one, a key for each', async () => {
  const goal = 'a = first.second(x);';
  const half = suggester((typed) =>
    typed.length === 4 ? 'first.second.third' : typed.length === 9 ? '.second.third' : undefined,
  );
  const { moments, summary } = await type(goal, half);
  const dids = moments.map(({ did }) => did);
  expect(dids.slice(0, 6)).toEqual(['character', 'character', 'character', 'character', 'word taken', 'word taken']);
  // 4 typed, 2 words, then ( x ;
  expect(summary).toMatchObject({ keys: 9, keysWithoutHelp: 19, wordsTaken: 2, wholeTaken: 0 });
  expect(summary.shown).toEqual({ right: 0, 'partly right': 1, wrong: 0 });
  // For ".second" VS Code's command stops at the full stop first.
  expect(summary.savedInVsCode).toBeCloseTo(1 - 10 / 19);
});

test('half a word is not right', async () => {
  const { summary } = await type(
    'counter',
    suggester((typed) => (typed === 'c' ? 'ount = 1' : undefined)),
  );
  expect(summary).toMatchObject({ keys: 7, wordsTaken: 0, shown: { 'partly right': 0, wrong: 1 } });
});

test('a suggestion that was still right and is gone, or another one, has flickered', async () => {
  const goal = 'const one = two;';
  const at = (typed: string): string | undefined => (typed.length % 4 === 0 ? undefined : lineOf(goal, typed));
  const { summary } = await type(goal, suggester(at), 'types on');
  // Gone at 4, 8 and 12; at 16 nothing was left.
  expect(summary).toMatchObject({ keys: 16, saved: 0, flickers: 3 });
  expect(summary.flicker).toBeCloseTo(3 / 16);
  const { summary: calm } = await type(
    goal,
    suggester((typed) => lineOf(goal, typed) || undefined),
    'types on',
  );
  expect(calm.flickers).toBe(0);
});

test('a closer that stands there already has not vanished', async () => {
  const { summary } = await type(
    'f(one)',
    {
      provide: ({ prefix }) =>
        Promise.resolve({
          isKnown: false,
          ...(prefix.endsWith('f(on') ? { shown: { text: 'e)', replaces: 1, confidence: 1 } } : {}),
        }),
    },
    'types on',
  );
  expect(summary).toMatchObject({ shown: { right: 1, 'partly right': 0, wrong: 0 }, flickers: 0 });
});

test('an accepted suggestion is told, a word of one is not', async () => {
  const told: string[] = [];
  const texts: Readonly<Record<string, string>> = { a: ' = first.second.x', 'a = first.second': '(y);' };
  await type('a = first.second(y);', {
    provide: ({ prefix }, _, hasAccepted) => {
      const typed = prefix.slice('start\n'.length);
      if (hasAccepted) told.push(typed);
      const text = texts[typed];
      return Promise.resolve({ isKnown: false, ...(text ? { shown: { text, replaces: 0, confidence: 1 } } : {}) });
    },
  });
  expect(told).toEqual(['a = first.second(y);']);
});

test('closers that a suggestion replaces are not written twice', async () => {
  const goal = 'f(one, two);\nx';
  const bringing: ReplaySuggester = {
    provide: ({ prefix }) =>
      Promise.resolve({
        isKnown: false,
        ...(prefix.endsWith('f(') ? { shown: { text: 'one, two);', replaces: 1, confidence: 1 } } : {}),
      }),
  };
  const { moments, summary } = await type(goal, bringing);
  expect(moments.map(({ did }) => did)).toEqual(['character', 'character', 'whole taken', 'enter', 'character']);
  expect(summary.shown.right).toBe(1);
});

test('processor time is that of a minute of 300 keys', async () => {
  const { summary } = await type('abc', never);
  // 600 ms for 3 keys.
  expect(summary.cpuSecondsPerMinute).toBeCloseTo(60);
});
