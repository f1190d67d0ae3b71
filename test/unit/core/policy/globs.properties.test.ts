import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { compileExcludes } from '../../../../src/core/policy/globs/excludes.js';
import { parseGlob } from '../../../../src/core/policy/globs/parseGlob.js';
import { PathAutomaton } from '../../../../src/core/policy/globs/pathAutomaton.js';

const letter = fc.constantFrom('a', 'b', 'c', 'B', '-', '.');
// For picomatch alone `*.*` is not the name `a.`.
const name = fc.string({ unit: letter, minLength: 1, maxLength: 5 }).filter((text) => !text.endsWith('.'));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', '.', '-') },
  { weight: 2, arbitrary: fc.constant('*') },
  fc.constant('?'),
  fc.constantFrom('[ab]', '[a-c]', '[!a]', '[^b-c]'),
  fc.constantFrom('{a,b}', '{ab,c*}', '{a?,b.c}'),
);
const namePattern = fc
  .array(piece, { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join('').replace(/\*+/g, '*'))
  .filter((text) => !/^\.{1,2}$/.test(text));
const pattern = fc
  .array(fc.oneof({ weight: 4, arbitrary: namePattern }, fc.constant('**')), { minLength: 1, maxLength: 4 })
  .map((names) => names.join('/'));

/** The patterns that say the same in picomatch's own terms: anywhere, and with all that is in a folder. */
function spelledOut(text: string): string[] {
  // What is in a folder; picomatch is not of one mind about the folder itself.
  if (text.endsWith('/**')) return [`${text.slice(0, -3)}/*`, `${text.slice(0, -3)}/*/**`];
  const anywhere = text.includes('/') ? text : `**/${text}`;
  return [anywhere, `${anywhere}/**`];
}

describe('common glob patterns', () => {
  it('match the same paths as in picomatch', () => {
    fc.assert(
      fc.property(pattern, path, (glob, file) => {
        const expected = picomatch(spelledOut(glob), { dot: true, nocase: true, posix: true })(file);
        expect(compileExcludes([glob]).match({ relative: file, absolute: `/x/${file}` })).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the time of a pattern', () => {
  const steps = (globs: readonly string[], text: string): { steps: number; isMatch: boolean } => {
    const automaton = new PathAutomaton(globs.map((glob) => parseGlob(glob).node));
    const isMatch = automaton.matches(text);
    return { steps: automaton.steps, isMatch };
  };

  it.each([
    [`${'*a'.repeat(8)}b`, 'a'.repeat(60)],
    [`${'*a'.repeat(400)}b`, 'a'.repeat(400)],
    [`${'**/'.repeat(200)}b`, 'a/'.repeat(200)],
    [`${'{a,aa}'.repeat(100)}b`, 'a'.repeat(250)],
    [`${'+(a|aa)'.repeat(50)}b`, 'a'.repeat(250)],
    ['+(+(+(+(+(a|b)|c)|d)|e)|f)g', 'a'.repeat(250)],
    [`${'?*'.repeat(300)}b`, 'a'.repeat(250)],
  ])('grows only with the lengths of pattern and path: %.20s', (glob, text) => {
    const { steps: taken, isMatch } = steps([glob], text);
    expect(isMatch).toBe(false);
    expect(taken).toBeLessThan(12 * glob.length * text.length);
  });

  it('is bounded for any pattern', () => {
    const adversarial = fc.array(fc.constantFrom('*', '**/', '?', 'a', '{a,', '}', '+(a|', ')', '[', ']', '/'), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(adversarial, fc.string({ unit: fc.constantFrom('a', '/'), maxLength: 200 }), (parts, text) => {
        const glob = parts.join('');
        expect(steps([glob], text).steps).toBeLessThanOrEqual(12 * (glob.length + 1) * (text.length + 1));
      }),
    );
  });

  it('is limited by excluding the file', () => {
    const many = Array.from({ length: 2000 }, (_, i) => `${'*a'.repeat(20)}${i}`);
    const { steps: taken, isMatch } = steps(many, 'a'.repeat(1000));
    expect(isMatch).toBe(true);
    expect(taken).toBeLessThan(2_200_000);
  });

  it.each([
    ['a pattern that is too long', ['x'.repeat(5000)]],
    ['too many patterns', Array.from({ length: 20_000 }, (_, i) => `folder${i}/name${i}.sql`)],
  ])('is not spent on %s, which exclude everything and are reported', (_, globs) => {
    const { match, invalid } = compileExcludes(globs);
    expect(match({ relative: 'a.ts', absolute: '/a.ts' })).toBe(true);
    expect(invalid).toEqual(globs);
  });

  it('allows long lists of ordinary patterns', () => {
    const globs = Array.from({ length: 1000 }, (_, i) => `folder${i}/**/*.generated.ts`);
    const { match, invalid } = compileExcludes(globs);
    expect(invalid).toEqual([]);
    expect(match({ relative: 'folder7/deep/a.generated.ts', absolute: '/folder7/deep/a.generated.ts' })).toBe(true);
    expect(match({ relative: 'src/deep/a.ts', absolute: '/src/deep/a.ts' })).toBe(false);
  });
});
