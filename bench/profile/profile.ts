import { loadEmbedded } from '../cases/prompts.js';
import { profileForwards } from './forwards.js';
import { profileSteps } from './steps.js';
import type { Profile } from './types.js';

/** Runs in its own process, since the stopwatch patches classes. Sends one `Profile` to its parent. */
async function main(): Promise<void> {
  const loaded = await loadEmbedded();
  const steps = await profileSteps(loaded);
  await loaded.dispose();
  const profile: Profile = { steps, operators: await profileForwards() };
  process.send!(profile, () => process.exit());
}

void main();
