import { t } from '@vscode/l10n';

/** The platforms for which the native library exists, as `process.platform` and `process.arch` name them. */
const platforms = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'];

/** Part of the name of each file of the native library, and of its package. */
const libraryName = 'onnxruntime';

/**
 * The way to a native library that loads, if there is one.
 *
 * @param reason the system's message.
 * @param isMissing whether there is no such file.
 */
function nextStepFor(platform: string, reason: string, isMissing: boolean): string {
  if (!platforms.includes(platform)) {
    return t('The library exists for Linux (x64 and arm64, with glibc), Windows (x64 and arm64) and macOS (arm64).');
  }
  if (/^Error (loading|relocating)|ld-linux/.test(reason)) {
    return t(
      'There is none for Alpine and other systems with musl. For full speed, use a system or a container image with glibc, such as Debian.',
    );
  }
  if (/GLIBC|CXXABI|libstdc\+\+/.test(reason)) {
    return t(
      'The system is too old. For full speed, update it, or the container image, to one with glibc 2.28 or later and a matching libstdc++.',
    );
  }
  // Windows says in its own language what is missing; a file of another kind is damaged.
  if (platform.startsWith('win32') && !reason.includes('Win32') && !isMissing) {
    return t('Install the latest Microsoft Visual C++ Redistributable, then restart the editor.');
  }
  return t('The library is missing or damaged. Reinstall Inkling, then restart the editor.');
}

/**
 * The message for a system that does not load the native library, so that another runtime takes over.
 *
 * @param cause the error of its import.
 * @param platform `process.platform` and `process.arch`, joined by a hyphen.
 * @returns undefined if the import failed for another reason.
 */
export function libraryFault(cause: unknown, platform: string): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code } = cause as NodeJS.ErrnoException;
  const reason = cause.message.split('\n')[0]!;
  const isMissing = (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') && reason.includes(libraryName);
  if (code !== 'ERR_DLOPEN_FAILED' && !isMissing) return undefined;
  return t(
    "Inkling's native library can't be loaded here. Inkling works without it, but suggestions are slower. {0} ({1})",
    nextStepFor(platform, reason, isMissing),
    reason,
  );
}
