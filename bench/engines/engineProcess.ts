import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type {
  BenchCallName,
  BenchCalls,
  FromEngine,
  Loaded,
  LoadOptions,
  BenchOutcome,
  BenchTask,
} from './protocol.js';

/** The programs that run an engine. */
export type Program = 'inklingEngine' | 'inklingLoop' | 'transformersJs' | 'llamaCpp';

/** Native code reads only the environment that a process starts with. */
const silent = { ORT_DISABLE_TELEMETRY: '1', ORT_TELEMETRY_DISABLED: '1' };

/** An engine under test in its own process. One call at a time. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private settle: ((message: FromEngine) => void) | undefined;
  private readonly exited: Promise<void>;

  private constructor(
    readonly name: string,
    program: Program,
  ) {
    this.child = fork(join(__dirname, `${program}.cjs`), { env: { ...process.env, ...silent } });
    this.child.on('message', (message: FromEngine) => this.settle?.(message));
    this.exited = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => {
        this.settle?.({ error: `The process ended by ${signal ?? `code ${code}`}.` });
        resolve();
      });
    });
  }

  /** Starts a process and loads the model. @throws Error if the engine cannot load; the process is stopped then. */
  static async start(
    name: string,
    program: Program,
    options: LoadOptions,
  ): Promise<{ engine: EngineProcess; loaded: Loaded }> {
    const engine = new EngineProcess(name, program);
    try {
      return { engine, loaded: await engine.call('load', options) };
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }

  run(task: BenchTask): Promise<BenchOutcome> {
    return this.call('run', task);
  }

  memory(): Promise<number> {
    return this.call('memory', undefined);
  }

  /** Lets the engine free its resources, and waits for the process to exit. */
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
