import type { GitHome } from '../../workspace/files/outerRules.js';

/** Reads the environment as git does. */
export function gitHome(env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform): GitHome {
  const portable = home.replaceAll('\\', '/');
  const xdg = (env.XDG_CONFIG_HOME ?? `${portable}/.config`).replaceAll('\\', '/');
  const own = env.GIT_CONFIG_GLOBAL ? [env.GIT_CONFIG_GLOBAL] : [`${xdg}/git/config`, `${portable}/.gitconfig`];
  return {
    configFiles: [...(env.GIT_CONFIG_NOSYSTEM ? [] : [env.GIT_CONFIG_SYSTEM ?? '/etc/gitconfig']), ...own],
    excludesFile: `${xdg}/git/ignore`,
    home: portable,
    ignoreCase: platform === 'win32' || platform === 'darwin',
  };
}
