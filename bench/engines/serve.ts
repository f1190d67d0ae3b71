import type {
  BenchCallName,
  BenchCalls,
  EngineUnderTest,
  FromContestant,
  LoadOptions,
  BenchTask,
  ToContestant,
} from './protocol.js';

/** Has this process work for the one that started it. @param create makes the contestant; imports its library. */
export function serve(create: () => Promise<EngineUnderTest> | EngineUnderTest): void {
  const baseBytes = process.memoryUsage.rss();
  let contestant: EngineUnderTest | undefined;

  const load = async (options: LoadOptions): Promise<BenchCalls['load']['gives']> => {
    const startMs = performance.now();
    contestant = await create();
    const loaded = await contestant.load(options);
    return { ...loaded, loadMs: performance.now() - startMs };
  };

  const run = async (task: BenchTask): Promise<BenchCalls['run']['gives']> => {
    const before = process.cpuUsage();
    const answered = await contestant!.run(task);
    const { user, system } = process.cpuUsage(before);
    return { ...answered, cpuMs: (user + system) / 1000 };
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
        return contestant?.dispose();
    }
  };

  process.on('message', ({ call, args }: ToContestant) => {
    const send = (message: FromContestant): void => void process.send!(message);
    answer(call, args).then(
      (result) => send({ result }),
      (error: unknown) => send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
