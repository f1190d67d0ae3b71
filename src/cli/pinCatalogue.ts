import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { unpinnedCatalogue, type Pin } from '../models/catalogue.js';
import { parseMirror } from '../models/mirror.js';
import { pinModel } from '../models/pinModel.js';

/** `node scripts/pinCatalogue.mjs`: asks the hub for the catalogue's commits and checksums, and prints or keeps them. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { server: { type: 'string' }, write: { type: 'string' } } });
  const hub = parseMirror(values.server ?? '');
  const connection = {
    signal: AbortSignal.timeout(600_000),
    stallMs: 30_000,
    minSpeed: { minBytesPerSecond: 1000, windowMs: 60_000 },
    elapsedMs: () => performance.now(),
    strictTls: true,
  };
  const pins: Record<string, Pin> = {};
  for (const model of unpinnedCatalogue) pins[model.id] = await pinModel(model, hub, connection);
  const text = `${JSON.stringify(pins, null, 2)}\n`;
  if (values.write === undefined) process.stdout.write(text);
  else writeFileSync(values.write, text);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
