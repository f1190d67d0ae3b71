/** A kind of step. */
export type StepName =
  | 'type'
  | 'accept'
  | 'accept word'
  | 'undo'
  | 'delete'
  | 'switch'
  | 'ask'
  | 'generate'
  | 'cancel'
  | 'update file'
  | 'remove file'
  | 'save index'
  | 'load index'
  | 'step'
  | 'reload'
  | 'restart';

/** Shares of the steps; the rest is typing. */
const shares: readonly (readonly [StepName, number])[] = [
  ['accept', 0.06],
  ['accept word', 0.02],
  ['undo', 0.03],
  ['delete', 0.04],
  ['switch', 0.012],
  ['ask', 0.01],
  ['generate', 0.003],
  ['cancel', 0.03],
  ['update file', 0.012],
  ['remove file', 0.003],
  ['save index', 0.0007],
  ['load index', 0.0003],
  ['step', 0.004],
];
/** Reloading the model doubles the memory for a moment: at fixed intervals, so that each tenth has as many of them. */
const reloadEvery = 1_000;
/** The first reloads leave gaps in the allocator's pools, which later ones fill: they are part of the warm-up. */
const warmUpReloads = { every: 50, count: 10 };
const restartEvery = 5_000;

function isReload(number: number): boolean {
  const { every, count } = warmUpReloads;
  return number % (number <= every * count ? every : reloadEvery) === 0;
}

/**
 * Chooses a kind of step.
 *
 * @param number of the step, from 1.
 * @param choice a random number in [0, 1).
 */
export function stepAt(number: number, choice: number): StepName {
  if (number % restartEvery === 0) return 'restart';
  if (isReload(number)) return 'reload';
  let sum = 0;
  for (const [name, share] of shares) if (choice < (sum += share)) return name;
  return 'type';
}
