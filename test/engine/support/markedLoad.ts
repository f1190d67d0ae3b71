// Plays an extension host that is loading a model: marks the load and says so, then ends as told. Arguments: the
// folder of the marks, how it ends.
import { CrashGuard } from '../../../src/editor/platform/node/crashGuard.js';

const [folder, ending] = process.argv.slice(2);
const guard = new CrashGuard(folder!, 'loading', () => Date.now());
guard.arm();

const endings: Record<string, () => unknown> = {
  abort: () => process.abort(),
  exit: () => process.exit(0),
  throw: () => {
    throw new Error('an uncaught error of another extension');
  },
  shutdown: () => guard.dispose(),
  SIGTERM: () => process.kill(process.pid, 'SIGTERM'),
  SIGHUP: () => process.kill(process.pid, 'SIGHUP'),
  SIGINT: () => process.kill(process.pid, 'SIGINT'),
  SIGSEGV: () => process.kill(process.pid, 'SIGSEGV'),
  SIGKILL: () => process.kill(process.pid, 'SIGKILL'),
  'shutdown, then SIGKILL': () => {
    guard.dispose();
    guard.arm();
    process.kill(process.pid, 'SIGKILL');
  },
};
endings[ending!]!();
// The editor's process continues until it is told to end.
if (ending !== 'shutdown') setTimeout(() => undefined, 60_000);
