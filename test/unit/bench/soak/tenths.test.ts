import { expect, test } from 'vitest';
import { report } from '../../../../bench/soak/report.js';
import type { MemorySample } from '../../../../bench/soak/sample.js';
import { courseOf, figures, tenthCount, type Course } from '../../../../bench/soak/tenths.js';

const mb = 1e6;
const thread = { heapBytes: 10 * mb, occupiedBytes: 20 * mb, externalBytes: 5 * mb, resources: 3 };
const base: MemorySample = {
  ...{ rssBytes: 300 * mb, anonymousBytes: 200 * mb, openFiles: 20, threads: 12 },
  ...{ host: thread, worker: thread },
};

/** Every figure of a sample raised by its bound, times a factor. */
function raised(factor: number): MemorySample {
  const by = (name: string): number => factor * figures.find((figure) => figure.name === name)!.bound;
  const threadOf = (name: string) => ({
    heapBytes: thread.heapBytes + mb * by(`heap, ${name}`),
    occupiedBytes: thread.occupiedBytes,
    externalBytes: thread.externalBytes + mb * by(`external, ${name}`),
    resources: thread.resources + by(`resources, ${name}`),
  });
  const room = by('of it anonymous') - by('anonymous without heaps');
  return {
    rssBytes: base.rssBytes + mb * by('resident memory (RSS)'),
    anonymousBytes: base.anonymousBytes! + mb * by('of it anonymous'),
    openFiles: base.openFiles! + by('open files'),
    threads: base.threads! + by('threads'),
    host: { ...threadOf('host'), occupiedBytes: thread.occupiedBytes + mb * room },
    worker: threadOf('worker'),
  };
}

/** A run of three samples in each tenth, and the courses of its figures. */
function coursesOf(sampleAt: (tenth: number, n: number) => MemorySample): Course[] {
  const samples = Array.from({ length: tenthCount }, (_, tenth) => [0, 1, 2].map((n) => sampleAt(tenth, n)));
  return figures.map((figure) => courseOf(figure, samples));
}

const exceeded = (courses: readonly Course[]): string[] =>
  courses.filter(({ isExceeded }) => isExceeded).map(({ figure }) => figure.name);
const all = figures.map(({ name }) => name);

test('passes when nothing grows', () => {
  const courses = coursesOf(() => base);
  expect(exceeded(courses)).toEqual([]);
  expect(courses.map(({ growth }) => growth)).toEqual(figures.map(() => 0));
});

test('fails for every figure that grows to the end of the run', () => {
  // From the sixth tenth to the ninth it grows by more than its bound.
  expect(exceeded(coursesOf((tenth) => raised(0.4 * tenth)))).toEqual(all);
});

test('excludes the room that heaps keep for new objects from native memory', () => {
  const courses = coursesOf((tenth) => {
    const roomBytes = 2 * mb * tenth;
    const host = { ...thread, occupiedBytes: thread.occupiedBytes + roomBytes };
    return { ...base, host, anonymousBytes: base.anonymousBytes! + roomBytes };
  });
  expect(courses.find(({ figure }) => figure.name === 'anonymous without heaps')).toMatchObject({ growth: 0 });
});

test('fails for the one figure that grows', () => {
  const courses = coursesOf((tenth) => ({ ...base, threads: base.threads! + tenth }));
  expect(exceeded(courses)).toEqual(['threads']);
});

test('passes when a figure grows up to its bound, and when all of it is warm-up', () => {
  expect(exceeded(coursesOf((tenth) => raised(tenth < 7 ? 0 : 0.99)))).toEqual([]);
  expect(exceeded(coursesOf((tenth) => raised(tenth < 4 ? 0 : 9)))).toEqual([]);
});

test('passes when a figure falls', () => {
  expect(exceeded(coursesOf((tenth) => raised(9 - tenth)))).toEqual([]);
});

test('ignores a single outlier', () => {
  expect(exceeded(coursesOf((tenth, n) => (tenth > 6 && n === 1 ? raised(9) : base)))).toEqual([]);
});

test('ignores missing values, and samples while the worker starts', () => {
  const { rssBytes, host, worker } = base;
  const courses = coursesOf((_, n) => (n === 0 ? { rssBytes, host } : { rssBytes, host, worker: worker! }));
  expect(exceeded(courses)).toEqual([]);
  expect(courses.filter(({ growth }) => growth === undefined).map(({ figure }) => figure.name)).toEqual([
    'of it anonymous',
    'anonymous without heaps',
    'open files',
    'threads',
  ]);
  expect(courses.find(({ figure }) => figure.name === 'heap, worker')!.tenths).toEqual(Array(tenthCount).fill(10));
});

test('marks figures that exceed their bound in the report', () => {
  const courses = coursesOf((tenth) => ({ ...base, threads: base.threads! + tenth }));
  const text = report({ steps: { type: 2, undo: 1 }, samples: [], latenciesMs: Array(tenthCount).fill([3]) }, courses);
  expect(text).toMatch(/^3 steps: type 2, undo 1\n/);
  expect(text.split('\n').filter((line) => line.endsWith('TOO MUCH'))).toEqual([
    expect.stringMatching(/^threads .* 12 .* 21 {2}\+3 of at most \+1 {2}TOO MUCH$/),
  ]);
  expect(text).toMatch(/^heap, worker, MB( +10\.0){10} {2}0\.0 of at most/m);
});
