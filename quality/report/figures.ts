/** A share as per cent with one digit; a dash for none. */
export const percentText = (share: number): string => (Number.isFinite(share) ? (100 * share).toFixed(1) : '–');

export const milliseconds = (ms: number): string => (Number.isFinite(ms) ? `${ms.toFixed(1)} ms` : '–');
