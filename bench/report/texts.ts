import type { Agreement } from '../cases/agreement.js';
import type { Machine } from '../machine.js';
import type { Profile } from '../profile/types.js';
import { quantile } from '../statistics.js';
import { figure, markdownTable } from './markdown.js';

/** The circumstances of a run: machine, versions, duration. */
export interface About {
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly isQuick: boolean;
}

export function machineText({ machine, versions, seconds, isQuick }: About): string {
  const { cpu, cores, memoryBytes, system, node, loadBefore, date, commit } = machine;
  const memory = `${figure(memoryBytes / 1e9)} GB`;
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${date}, commit ${commit}: ${cores} × ${cpu}, ${memory}, ${system}, Node ${node}.`,
    `${names.join(', ')}.`,
    `Load before: ${figure(loadBefore)}; took ${seconds.toFixed(0)} s.`,
    ...(isQuick ? ['A quick run: too few repetitions for figures.'] : []),
  ].join('\n');
}

export function agreementText(agreements: readonly Agreement[]): string {
  const rows = agreements.map(({ engine, prompts, tokensEach, identical, sameFirst, margins }) => [
    engine,
    `${sameFirst} of ${prompts}`,
    `${identical} of ${prompts}`,
    String(tokensEach),
    margins.length === 0 ? '–' : `${figure(quantile(margins, 0.5))}, at most ${figure(margins.at(-1)!)}`,
  ]);
  const head = ['', 'same first token', 'all tokens the same', 'tokens', 'margin where they diverge, nats'];
  return `### The same weights choose the same tokens\n\n${markdownTable(head, rows)}`;
}

const percent = (share: number): string => `${figure(100 * share)} %`;

export function profileText({ steps, operators }: Profile): string {
  const stepTables = steps.map(({ strategy, tokens, stepUs, runUs, overhead, parts }) => {
    const rows = [{ name: 'forward: session.run', us: runUs }, ...parts].map(({ name, us }) => [
      name,
      figure(us),
      percent(us / stepUs),
    ]);
    const title = `### A decode step, ${strategy}: ${percent(overhead)} outside the forward (${tokens} tokens)`;
    return `${title}\n\n${markdownTable(['', 'µs', 'share'], [...rows, ['step', figure(stepUs), percent(1)]])}`;
  });
  const { forwards, forwardUs, operators: kinds } = operators;
  const operatorsUs = kinds.reduce((sum, { us }) => sum + us, 0);
  const rows = kinds.map(({ name, us, calls }) => [name, figure(calls), figure(us), percent(us / forwardUs)]);
  const rest = [
    'between the operators',
    '',
    figure(forwardUs - operatorsUs),
    percent((forwardUs - operatorsUs) / forwardUs),
  ];
  const title = `### Inside the forward, by the runtime's profiler (${forwards} steps; it slows them down)`;
  return [...stepTables, `${title}\n\n${markdownTable(['', 'calls', 'µs', 'share'], [...rows, rest])}`].join('\n\n');
}
