import type { History, StepContext } from '../../../src/core/sampling/sampler.js';
import type { TokenSet } from '../../../src/core/model/tokenSet.js';

/** These tokens and no others. */
export const only = (...ids: readonly number[]): TokenSet => ({ kind: 'only', ids: Int32Array.from(ids) });

/** All tokens but these. */
export const except = (...ids: readonly number[]): TokenSet => ({ kind: 'except', ids: Int32Array.from(ids) });

/** These tokens, and nothing before them. */
export const historyOf = (...tokens: readonly number[]): History => ({ tokens, length: tokens.length });

/** The first place of all; every token is allowed where `allowed` is absent. */
export const atStart = (allowed?: TokenSet): StepContext => ({ history: historyOf(), allowed });
