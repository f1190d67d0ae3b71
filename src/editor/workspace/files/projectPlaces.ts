/** Folders anywhere in a project that hold other people's code, or version control's own files. */
const foreignFolders = ['node_modules', 'bower_components', '.git', '.hg', '.svn', '.venv', 'venv', '__pycache__'];
/** Folders of a build, and of code that was copied in. */
const builtFolders = ['vendor', 'third_party', 'dist', 'out', 'build', 'target'];

/** Names of folders that the index never descends into. */
export const skippedFolders: readonly string[] = [...foreignFolders, ...builtFolders];
const skipped = new Set(skippedFolders);

/** Generated files and data. */
const generated = /(\.min\.\w+|\.map|\.lock|-lock\.(json|yaml)|\.snap|\.svg|\.csv|\.ipynb)$/i;

/** Whether a folder below the workspace folder is one of them, or in one; by its path relative to the workspace folder. */
export const isSkippedFolder = (path: string): boolean => path.split('/').some((name) => skipped.has(name));

/** Whether a file is in such a folder, by its path relative to the workspace folder. */
export const isInSkippedFolder = (path: string): boolean =>
  path
    .split('/')
    .slice(0, -1)
    .some((name) => skipped.has(name));

/** Whether a file was made by a tool, by its name. */
export const isGenerated = (path: string): boolean => generated.test(path);
