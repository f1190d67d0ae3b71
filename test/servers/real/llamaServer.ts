import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Path of a real llama-server, or undefined: then the tests that need it are skipped by name. */
export const llamaServerFile = process.env.INKLING_LLAMA_SERVER;

/** Options of a llama-server. */
export interface LlamaServerOptions {
  readonly gguf: string;
  /** 1 if absent. */
  readonly slots?: number;
  /** Of a slot, in tokens; 1024 if absent. */
  readonly contextLength?: number;
  readonly apiKey?: string;
  /** 1 if absent. */
  readonly threads?: number;
  readonly args?: readonly string[];
}

/** The part of `GET /slots` that tests read. */
export interface SlotState {
  readonly id: number;
  readonly is_processing: boolean;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** How long a start may take on a busy machine. */
const startMs = 60_000;

/** A real llama-server on a port that stays the same when it is started again. */
export class LlamaServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly options: LlamaServerOptions,
    readonly port: number,
  ) {}

  static async start(options: LlamaServerOptions): Promise<LlamaServer> {
    const server = new LlamaServer(options, await freePort());
    await server.start();
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it again after `kill`. */
  async start(): Promise<void> {
    const { gguf, slots = 1, contextLength = 1024, apiKey, threads = 1, args = [] } = this.options;
    const key = apiKey === undefined ? [] : ['--api-key', apiKey];
    const sizes = ['-t', threads, '-c', slots * contextLength, '-np', slots].map(String);
    const all = ['-m', gguf, '--host', '127.0.0.1', '--port', String(this.port), ...sizes, '--slots', '--metrics'];
    const child = spawn(llamaServerFile!, [...all, '--alias', 'inkling-30m', '--no-webui', ...key, ...args]);
    let output = '';
    const keep = (data: Buffer): void => void (output = (output + data.toString()).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.process = child;
    const deadline = Date.now() + startMs;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`llama-server does not start:\n${output}`);
      await pause(50);
    }
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    // A process that has ended sends no event any more.
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Number of slots that are working. */
  async busySlots(): Promise<number> {
    const slots = (await this.get('/slots')) as readonly SlotState[];
    return slots.filter(({ is_processing: isProcessing }) => isProcessing).length;
  }

  async get(path: string): Promise<unknown> {
    const { apiKey } = this.options;
    const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
    return (await fetch(this.address + path, { headers })).json();
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/health`)).ok;
    } catch {
      // Refused until it listens.
      return false;
    }
  }
}
