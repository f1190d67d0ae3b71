/** How sure Inkling has to be before it suggests unasked, as a person says it. */
export const eagernesses = ['quiet', 'balanced', 'eager'] as const;
export type Eagerness = (typeof eagernesses)[number];

/** What each word means: of what is shown unasked, such a share is right to the end of what is shown. */
export const precisions: Readonly<Record<Eagerness, number>> = { quiet: 0.8, balanced: 2 / 3, eager: 0.4 };

/** The least confidence with which something is shown, so that the words come true: fitted for each model. */
export type Thresholds = Readonly<Record<Eagerness, number>>;
