/** The languages that are measured. */
export const measuredLanguages = ['TypeScript', 'Python', 'Go', 'Rust', 'Java'] as const;
export type MeasuredLanguage = (typeof measuredLanguages)[number];

/** A repository at one commit: the same files on every machine. */
export interface PinnedRepository {
  /** owner/name on GitHub. */
  readonly name: string;
  readonly commit: string;
  /** The language of the measured files; the others are only part of the workspace. */
  readonly language: MeasuredLanguage;
}

/**
 * Repositories that are reserved for evaluation: no corpus contains a file of them, and no mixture is fitted on them
 * (`training/`, the list of reserved repositories).
 */
export const pinnedRepositories: readonly PinnedRepository[] = [
  { name: 'honojs/hono', commit: '28a9c128912de19f3fb28b00ae289c9b93f6f392', language: 'TypeScript' },
  { name: 'sindresorhus/ky', commit: '3419113b48e034fdcf8fa6bd3be3da7b3d0d758f', language: 'TypeScript' },
  { name: 'TanStack/query', commit: '40321a0b1b3bdd0afa11f0e439642ab84cdf6afe', language: 'TypeScript' },
  { name: 'colinhacks/zod', commit: 'e516c3baf22615e20934116abebfed6c000222c2', language: 'TypeScript' },
  { name: 'pallets/click', commit: '2c8cd3ac958a7eb316d67f2d316c27086c4c0369', language: 'Python' },
  { name: 'encode/httpx', commit: 'ae1b9f66238f75ced3ced5e4485408435de10768', language: 'Python' },
  { name: 'Textualize/rich', commit: '42899d8a0a96b121a514516f4be9db44ff7aeaf3', language: 'Python' },
  { name: 'fastapi/typer', commit: '9a7b2e83f6b62c750d6026b0de9ebf2026a8b8fa', language: 'Python' },
  { name: 'marshmallow-code/marshmallow', commit: '341b927f219205704728c05cd61f04d7e9727523', language: 'Python' },
  { name: 'charmbracelet/bubbletea', commit: '73b6d91ac1c3854dd4af046ab5f9e51d3b3b4290', language: 'Go' },
  { name: 'BurntSushi/ripgrep', commit: '3fce3b5bb0236da2df6d99672afb8a719642eca7', language: 'Rust' },
  { name: 'google/gson', commit: '9835b6f90192f79cdf5300c528fc6212455fb6c1', language: 'Java' },
];

/** One small repository of each language: enough to check that everything runs. */
const small = ['sindresorhus/ky', 'pallets/click', 'charmbracelet/bubbletea', 'BurntSushi/ripgrep', 'google/gson'];
export const quickRepositories = pinnedRepositories.filter(({ name }) => small.includes(name));
