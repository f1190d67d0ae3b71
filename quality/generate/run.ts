import { TextWriter, type WritingOptions } from '../../src/core/generate/textWriter.js';
import { samplingStrategy } from '../../src/core/sampling/sampling.js';
import { drafterKinds } from '../../src/core/request.js';
import type { Engine } from '../../src/engine/engine.js';
import type { Grammars } from '../../src/engine/structure/grammars.js';
import { openWorkspace } from '../engineWorkspace.js';
import type { MeasuredWorkspace } from '../material/material.js';
import type { GenerateCase } from './cases.js';
import { CaseMeasure, type MeasuredCase } from './measure.js';

/** The editor's defaults. */
const options: WritingOptions = {
  maxTokens: 256,
  drafters: drafterKinds,
  workspace: { weight: { kind: 'fitted' } },
};

/** The cases, and the workspaces that they are in. */
export interface GeneratePlan {
  readonly workspaces: readonly MeasuredWorkspace[];
  readonly cases: readonly GenerateCase[];
  readonly seed: number;
}

/** Opens each repository once, generates at its cases, and measures what is offered. */
export async function measureCases(
  engine: Engine,
  grammars: Grammars,
  { workspaces, cases, seed }: GeneratePlan,
  say: (line: string) => void,
): Promise<readonly MeasuredCase[]> {
  const measured: MeasuredCase[] = [];
  for (const workspace of workspaces) {
    const here = cases.filter(({ repository }) => repository === workspace.repository.name);
    if (here.length === 0) continue;
    await openWorkspace(engine, workspace);
    const measure = new CaseMeasure(workspace, grammars);
    for (const one of here) measured.push(await measureCase(engine, measure, one, seed));
    measure.dispose();
    say(`${workspace.repository.name}: ${here.length} texts generated`);
  }
  return measured;
}

async function measureCase(
  engine: Engine,
  measure: CaseMeasure,
  one: GenerateCase,
  seed: number,
): Promise<MeasuredCase> {
  const writer = new TextWriter(engine);
  const startMs = performance.now();
  const found = await writer.write(one.target, options, {
    strategy: samplingStrategy({ temperature: 0.7, topK: 40, topP: 0.95, seed }),
    soFar: { text: one.target.lead, replaces: 0 },
    signal: new AbortController().signal,
    onText: () => undefined,
  });
  const latencyMs = performance.now() - startMs;
  return { one, latencyMs, ...(found ? { offered: await measure.measure(one, found) } : {}) };
}
