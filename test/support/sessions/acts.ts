import fc from 'fast-check';

/** The next action of the user in a random session. */
export type Act =
  /** Types the next character of what is shown, or of some code where nothing is. */
  | { readonly kind: 'type on' }
  | { readonly kind: 'type'; readonly character: string }
  | { readonly kind: 'enter' | 'backspace' | 'undo' | 'accept' | 'accept word' | 'add first line' }
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'switch'; readonly to: number }
  /** Asks explicitly and accepts one of what comes, or none. */
  | { readonly kind: 'ask'; readonly accepts?: number }
  /** Types before the answer to the last key is there. */
  | { readonly kind: 'overtake'; readonly character: string };

const character = fc.constantFrom(...'abfoxy01 .,;:=+(){}[]<>"\'`\\/#\t'.split(''), 'é', '中', '😀');
const always = <K extends Act['kind']>(kind: K): fc.Arbitrary<{ kind: K }> => fc.constant({ kind });

export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Act>[]>(
    { weight: 16, arbitrary: always('type on') },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('type' as const), character }) },
    { weight: 3, arbitrary: always('enter') },
    { weight: 4, arbitrary: always('backspace') },
    { weight: 3, arbitrary: always('undo') },
    { weight: 5, arbitrary: always('accept') },
    { weight: 3, arbitrary: always('accept word') },
    { weight: 1, arbitrary: always('add first line') },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('move' as const), to: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const), to: fc.nat(2) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('ask' as const), accepts: fc.nat(2) }, { requiredKeys: ['kind'] }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('overtake' as const), character }) },
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
);
