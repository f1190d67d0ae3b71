import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type {
  BenchCallName,
  BenchCalls,
  FromContestant,
  Loaded,
  LoadOptions,
  BenchOutcome,
  BenchTask,
} from './protocol.js';

/** The programs that a contestant can be. */
export type Program = 'inklingEngine' | 'inklingLoop' | 'transformersJs' | 'llamaCpp';

/** Native code sees only the environment that a process starts with. */
const silent = { ORT_DISABLE_TELEMETRY: '1', ORT_TELEMETRY_DISABLED: '1' };

/** A contestant's process. It does nothing but what it is asked to; one call at a time. */
export class ContestantProcess {
  private readonly child: ChildProcess;
  private settle: ((message: FromContestant) => void) | undefined;
  private readonly exited: Promise<void>;

  private constructor(
    readonly name: string,
    program: Program,
  ) {
    this.child = fork(join(__dirname, `${program}.cjs`), { env: { ...process.env, ...silent } });
    this.child.on('message', (message: FromContestant) => this.settle?.(message));
    this.exited = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => {
        this.settle?.({ error: `The process ended by ${signal ?? `code ${code}`}.` });
        resolve();
      });
    });
  }

  /** @throws Error if the contestant cannot load; no process is left then. */
  static async start(
    name: string,
    program: Program,
    options: LoadOptions,
  ): Promise<{ contestant: ContestantProcess; loaded: Loaded }> {
    const contestant = new ContestantProcess(name, program);
    try {
      return { contestant, loaded: await contestant.call('load', options) };
    } catch (error) {
      await contestant.stop();
      throw error;
    }
  }

  run(task: BenchTask): Promise<BenchOutcome> {
    return this.call('run', task);
  }

  memory(): Promise<number> {
    return this.call('memory', undefined);
  }

  /** Lets the contestant free what it has, and waits for the end of its process. */
  async stop(): Promise<void> {
    await this.call('close', undefined).catch(() => undefined);
    this.child.kill();
    await this.exited;
  }

  private call<N extends BenchCallName>(call: N, args: BenchCalls[N]['takes']): Promise<BenchCalls[N]['gives']> {
    return new Promise((resolve, reject) => {
      this.settle = (message) => {
        this.settle = undefined;
        if ('error' in message) reject(new Error(`${this.name}: ${message.error}`));
        else resolve(message.result as BenchCalls[N]['gives']);
      };
      if (!this.child.connected) return this.settle({ error: 'The process has ended.' });
      this.child.send({ call, args });
    });
  }
}
