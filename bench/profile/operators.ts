import { readFileSync } from 'node:fs';

/** An event of ONNX Runtime's profiler (trace event format): times in microseconds. */
interface Event {
  readonly cat: string;
  readonly name: string;
  readonly ts: number;
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** The time of a forward by operator, in microseconds per forward. */
export interface OperatorTimes {
  readonly forwards: number;
  /** The whole forward inside the runtime. */
  readonly forwardUs: number;
  /** Sums over all operators of a kind, most costly first. */
  readonly operators: readonly { readonly name: string; readonly us: number; readonly calls: number }[];
}

/**
 * Adds up the events of the runtime's profiler.
 *
 * @param from the first forward that counts: those before it loaded and read the prompt.
 */
export function operatorTimes(file: string, from: number): OperatorTimes {
  const events = JSON.parse(readFileSync(file, 'utf8')) as Event[];
  const runs = events.filter(({ name }) => name === 'model_run').slice(from);
  const startUs = runs[0]!.ts;
  const kernels = events.filter(
    ({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= startUs,
  );
  const sums = new Map<string, { us: number; calls: number }>();
  for (const { args, dur } of kernels) {
    const name = args?.op_name ?? 'unknown';
    const { us, calls } = sums.get(name) ?? { us: 0, calls: 0 };
    sums.set(name, { us: us + dur, calls: calls + 1 });
  }
  const perForward = (value: number): number => value / runs.length;
  return {
    forwards: runs.length,
    forwardUs: perForward(runs.reduce((sum, { dur }) => sum + dur, 0)),
    operators: [...sums]
      .map(([name, { us, calls }]) => ({ name, us: perForward(us), calls: perForward(calls) }))
      .sort((a, b) => b.us - a.us),
  };
}
