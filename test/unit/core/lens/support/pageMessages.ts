/** Valid positions of the sliders. */
export const sliders = { temperature: 0.7, topK: 40, topP: 0.95, minP: 0 };

/** A valid message of each kind that the lens' page sends. */
export const pageMessages = [
  { kind: 'ready' },
  { kind: 'follow', isFollowing: false },
  { kind: 'step', number: 3, index: 0 },
  { kind: 'continue', number: 3, index: 2, id: 17 },
  { kind: 'restore' },
  { kind: 'contest', number: 3, sliders, seed: 1 },
  { kind: 'write', sliders },
  { kind: 'next', step: 'restart' },
];
