import type {
  BenchCallName,
  BenchCalls,
  EngineUnderTest,
  FromEngine,
  LoadOptions,
  BenchTask,
  ToEngine,
} from './protocol.js';

/** Serves calls of the parent process. @param create creates the engine; imports its library. */
export function serve(create: () => Promise<EngineUnderTest> | EngineUnderTest): void {
  const baseBytes = process.memoryUsage.rss();
  let engine: EngineUnderTest | undefined;

  const load = async (options: LoadOptions): Promise<BenchCalls['load']['gives']> => {
    const startMs = performance.now();
    engine = await create();
    const loaded = await engine.load(options);
    return { ...loaded, loadMs: performance.now() - startMs };
  };

  const run = async (task: BenchTask): Promise<BenchCalls['run']['gives']> => {
    const before = process.cpuUsage();
    const report = await engine!.run(task);
    const { user, system } = process.cpuUsage(before);
    return { ...report, cpuMs: (user + system) / 1000 };
  };

  const answer = async (call: BenchCallName, args: unknown): Promise<unknown> => {
    switch (call) {
      case 'load':
        return load(args as LoadOptions);
      case 'run':
        return run(args as BenchTask);
      case 'memory':
        return process.memoryUsage.rss() - baseBytes;
      case 'close':
        return engine?.dispose();
    }
  };

  process.on('message', ({ call, args }: ToEngine) => {
    const send = (message: FromEngine): void => void process.send!(message);
    answer(call, args).then(
      (result) => send({ result }),
      (error: unknown) => send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
