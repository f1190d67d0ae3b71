import { setMaxListeners } from 'node:events';
import { parseLoadOptions, loadUsage, type LoadTestOptions } from './loadOptions.js';
import { UserError } from '../../src/core/errors.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import type { ServerOptions } from '../../src/core/server/serverOptions.js';
import type { ServerRequest } from '../../src/core/server/serverStream.js';
import { connect } from '../../src/server/connect.js';
import type { ServerConnection } from '../../src/server/connection.js';
import { ServerEngine } from '../../src/server/serverEngine.js';
import { LlamaServer } from '../../test/servers/real/llamaServer.js';
import { repository } from '../paths.js';
import { sourcesOf } from '../soak/documents.js';
import { embeddedDecoder, embeddedFiles } from '../weights/modelFiles.js';
import { LoadCounts } from './loadCounts.js';
import { loadReport } from './loadReport.js';
import { readServerMetrics } from './serverMetrics.js';
import { Typist } from './typist.js';

const optionsFor = (address: string): ServerOptions => ({
  address,
  headers: {},
  firstByteMs: 30_000,
  silenceMs: 30_000,
});

/** A connection that counts its streams and their time to the first part. */
function counting(counts: LoadCounts): typeof connect {
  return async (...args): Promise<ServerConnection> => {
    const connection = await connect(...args);
    async function* stream(request: ServerRequest, signal: AbortSignal): ReturnType<ServerConnection['stream']> {
      counts.streams++;
      const startMs = performance.now();
      let isFirst = true;
      for await (const chunk of connection.stream(request, signal)) {
        if (isFirst) counts.firstPartMs.push(performance.now() - startMs);
        isFirst = false;
        yield chunk;
      }
    }
    return { ...connection, stream, dispose: () => connection.dispose() };
  };
}

/** Lets all users type at the same time, and prints what became of their requests. */
async function runUsers(address: string, options: LoadTestOptions): Promise<void> {
  const { users, minutes, seed, typingShare } = options;
  const counts = new LoadCounts();
  const engines = Array.from(
    { length: users },
    () =>
      new ServerEngine({
        options: () => Promise.resolve(optionsFor(address)),
        connect: counting(counts),
        now: () => performance.now(),
      }),
  );
  // One after the other: connecting is not what is measured.
  for (const engine of engines) await engine.ready();
  const files = sourcesOf(repository).filter(({ path }) => /\.(?:ts|py)$/.test(path));
  const before = await readServerMetrics(address);
  const signal = AbortSignal.timeout(minutes * 60_000);
  // Each user waits by it.
  setMaxListeners(0, signal);
  const typists = engines.map((engine, i) => {
    const rng = seededRng(seed * 1000 + i);
    const file = files[Math.floor(rng() * files.length)]!;
    return new Typist({ engine, file, rng, counts, typingShare, signal });
  });
  await Promise.all(typists.map((typist) => typist.run()));
  const after = await readServerMetrics(address);
  for (const engine of engines) engine.dispose();
  const metrics = before &&
    after && {
      computed: after.computed - before.computed,
      cached: after.cached - before.cached,
      generated: after.generated - before.generated,
    };
  console.log(loadReport(options, counts, metrics));
}

async function main(): Promise<void> {
  const options = parseLoadOptions(process.argv.slice(2));
  if (!options) return console.log(loadUsage);
  if (options.server !== undefined) return runUsers(options.server, options);
  const { gguf } = embeddedFiles(embeddedDecoder());
  const { slots, threads } = options;
  const server = await LlamaServer.start({ gguf: gguf!, slots, threads });
  try {
    await runUsers(server.address, options);
  } finally {
    await server.kill();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
});
