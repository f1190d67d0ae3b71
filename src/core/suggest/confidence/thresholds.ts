/** Values of the setting for how often Inkling suggests while typing. */
export const eagernesses = ['quiet', 'balanced', 'eager'] as const;
export type Eagerness = (typeof eagernesses)[number];

/** The precision that each value promises: the share of suggestions shown while typing that are right to their end. */
export const precisions: Readonly<Record<Eagerness, number>> = { quiet: 0.8, balanced: 2 / 3, eager: 0.4 };

/** The minimum confidence to show a suggestion while typing, fitted per model so that the precisions are reached. */
export type Thresholds = Readonly<Record<Eagerness, number>>;
