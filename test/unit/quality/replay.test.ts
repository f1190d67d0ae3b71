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

/** Replaces the pipeline with given suggestions, so that every figure can be computed by hand. */
const suggester = (textAt: (typed: string) => string | undefined): ReplaySuggester => ({
  provide: ({ prefix }) => {
    const text = textAt(prefix.slice('start\n'.length));
    return Promise.resolve({
      isCached: true,
      ...(text === undefined ? {} : { shown: { text, replaces: 0, confidence: 1 } }),
    });
  },
});

/** The rest of the line. */
const lineOf = (goal: string, typed: string): string => goal.slice(typed.length).split('\n', 1)[0]!;

const never = suggester(() => undefined);

interface Typed {
  readonly moments: readonly Moment[];
  readonly summary: TypingSummary;
}

async function type(goal: string, by: ReplaySuggester, user: TypingUser = 'accepts suggestions'): Promise<Typed> {
  const here = region(goal);
  const moments = await replay(here, by, user, {
    now: () => 0,
    rhythm: () => 200,
    waitForEngine: () => Promise.resolve(),
  });
  const summary = typingSummary([{ region: here, moments, keysWithoutHelp: keysWithoutHelp(here), cpuMs: 600 }]);
  return { moments, summary };
}

test('replay counts a key for each character that the editor does not insert', async () => {
  const { summary } = await type('call(one);\nx', never);
  // call( one ; Enter x: the closing parenthesis is typed over.
  expect(summary).toMatchObject({ keys: 11, keysWithoutHelp: 11, saved: 0, shown: { right: 0, wrong: 0 }, visible: 0 });
});

test('replay accepts a suggestion that is right to the line’s end with one key', async () => {
  const goal = 'const one = two;\nconst three = four;';
  const right = suggester((typed) => lineOf(goal, typed) || undefined);
  const { summary, moments } = await type(goal, right);
  // c, the rest, Enter, the next line.
  expect(moments.map(({ action }) => action)).toEqual(['character', 'accepted', 'enter', 'accepted']);
  expect(summary).toMatchObject({ keys: 4, keysWithoutHelp: 36, wholeAccepted: 2, wordsAccepted: 0 });
  expect(summary.saved).toBeCloseTo(1 - 4 / 36);
  expect(summary.shown).toEqual({ right: 2, 'partly right': 0, wrong: 0 });
});

test('replay counts a wrong suggestion once while it stays', async () => {
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

test('replay accepts right words with one key each', async () => {
  const goal = 'a = first.second(x);';
  const half = suggester((typed) =>
    typed.length === 4 ? 'first.second.third' : typed.length === 9 ? '.second.third' : undefined,
  );
  const { moments, summary } = await type(goal, half);
  const actions = moments.map(({ action }) => action);
  expect(actions.slice(0, 6)).toEqual([
    'character',
    'character',
    'character',
    'character',
    'word accepted',
    'word accepted',
  ]);
  // 4 typed, 2 words, then ( x ;
  expect(summary).toMatchObject({ keys: 9, keysWithoutHelp: 19, wordsAccepted: 2, wholeAccepted: 0 });
  expect(summary.shown).toEqual({ right: 0, 'partly right': 1, wrong: 0 });
  // For ".second" VS Code's command stops at the full stop first.
  expect(summary.savedInVsCode).toBeCloseTo(1 - 10 / 19);
});

test('replay does not accept half a word', async () => {
  const { summary } = await type(
    'counter',
    suggester((typed) => (typed === 'c' ? 'ount = 1' : undefined)),
  );
  expect(summary).toMatchObject({ keys: 7, wordsAccepted: 0, shown: { 'partly right': 0, wrong: 1 } });
});

test('replay counts a flicker when a right suggestion changes or disappears', async () => {
  const goal = 'const one = two;';
  const at = (typed: string): string | undefined => (typed.length % 4 === 0 ? undefined : lineOf(goal, typed));
  const { summary } = await type(goal, suggester(at), 'ignores suggestions');
  // Gone at 4, 8 and 12; at 16 nothing was left.
  expect(summary).toMatchObject({ keys: 16, saved: 0, flickers: 3 });
  expect(summary.flicker).toBeCloseTo(3 / 16);
  const { summary: calm } = await type(
    goal,
    suggester((typed) => lineOf(goal, typed) || undefined),
    'ignores suggestions',
  );
  expect(calm.flickers).toBe(0);
});

test('replay counts no flicker for a closing bracket that is there already', async () => {
  const { summary } = await type(
    'f(one)',
    {
      provide: ({ prefix }) =>
        Promise.resolve({
          isCached: false,
          ...(prefix.endsWith('f(on') ? { shown: { text: 'e)', replaces: 1, confidence: 1 } } : {}),
        }),
    },
    'ignores suggestions',
  );
  expect(summary).toMatchObject({ shown: { right: 1, 'partly right': 0, wrong: 0 }, flickers: 0 });
});

test('replay counts no flicker when the editor closes a bracket that a suggestion closed itself', async () => {
  const goal = 'g = f(one)';
  const { summary } = await type(
    goal,
    suggester((typed) => lineOf(goal, typed).replace(typed.includes('(') ? ')' : '', '') || undefined),
    'ignores suggestions',
  );
  expect(summary).toMatchObject({ shown: { right: 1, 'partly right': 0, wrong: 0 }, flickers: 0 });
});

test('replay reports accepted suggestions, but not accepted words', async () => {
  const reported: string[] = [];
  const texts: Readonly<Record<string, string>> = { a: ' = first.second.x', 'a = first.second': '(y);' };
  await type('a = first.second(y);', {
    provide: ({ prefix }, _, hasAccepted) => {
      const typed = prefix.slice('start\n'.length);
      if (hasAccepted) reported.push(typed);
      const text = texts[typed];
      return Promise.resolve({ isCached: false, ...(text ? { shown: { text, replaces: 0, confidence: 1 } } : {}) });
    },
  });
  expect(reported).toEqual(['a = first.second(y);']);
});

test('replay replaces closing brackets that a suggestion includes', async () => {
  const goal = 'f(one, two);\nx';
  const bringing: ReplaySuggester = {
    provide: ({ prefix }) =>
      Promise.resolve({
        isCached: false,
        ...(prefix.endsWith('f(') ? { shown: { text: 'one, two);', replaces: 1, confidence: 1 } } : {}),
      }),
  };
  const { moments, summary } = await type(goal, bringing);
  expect(moments.map(({ action }) => action)).toEqual(['character', 'character', 'accepted', 'enter', 'character']);
  expect(summary.shown.right).toBe(1);
});

test('typingSummary computes CPU time for a minute of 300 keys', async () => {
  const { summary } = await type('abc', never);
  // 600 ms for 3 keys.
  expect(summary.cpuSecondsPerMinute).toBeCloseTo(60);
});
