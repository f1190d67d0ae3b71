import type { Engine } from '../../src/engine/engine.js';
import type { Grammars } from '../../src/engine/structure/grammars.js';
import { openWorkspace } from '../engineWorkspace.js';
import type { MeasuredWorkspace } from '../material/material.js';
import type { GenerateCase } from './cases.js';
import { CaseMeasure, type MeasuredCase } from './measure.js';
import { offer, type OfferVariant } from './offer.js';

/** The cases, the workspaces that they are in, and the ways in which texts are offered. */
export interface GeneratePlan {
  readonly workspaces: readonly MeasuredWorkspace[];
  readonly cases: readonly GenerateCase[];
  readonly variants: readonly OfferVariant[];
  readonly seed: number;
}

/** Opens each repository once, generates at its cases, and measures what is offered. */
export async function measureCases(
  engine: Engine,
  grammars: Grammars,
  { workspaces, cases, variants, seed }: GeneratePlan,
  say: (line: string) => void,
): Promise<readonly MeasuredCase[]> {
  const measured: MeasuredCase[] = [];
  for (const workspace of workspaces) {
    const here = cases.filter(({ repository }) => repository === workspace.repository.name);
    if (here.length === 0) continue;
    await openWorkspace(engine, workspace);
    const measure = new CaseMeasure(workspace, grammars);
    for (const one of here) {
      for (const variant of variants) {
        const startMs = performance.now();
        const found = await offer(engine, one, variant, seed);
        const latencyMs = performance.now() - startMs;
        const offered = found && (await measure.measure(one, found));
        measured.push({ one, variant: variant.name, latencyMs, ...(offered ? { offered } : {}) });
      }
    }
    measure.dispose();
    say(`${workspace.repository.name}: ${here.length} texts generated`);
  }
  return measured;
}
