/** Engines of browsers, each before those that also claim to be it. */
const engines: readonly (readonly [name: string, version: RegExp])[] = [
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chromium', /Chrom(?:e|ium)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[. ].*Safari\//],
];

/** The engine and its main version; the rest of a browser's name may tell who the user is. */
function engineOf(userAgent: string): string {
  for (const [name, version] of engines) {
    const found = version.exec(userAgent)?.[1];
    if (found !== undefined) return `${name} ${found}`;
  }
  return 'unknown';
}

/**
 * The facts of a report about the browser.
 *
 * @param cores as the browser tells; some tell fewer than there are.
 */
export const browserFacts = (
  userAgent: string,
  cores: number | undefined,
): readonly (readonly [name: string, value: string])[] => [
  ['browser', engineOf(userAgent)],
  ['processors', cores === undefined ? 'unknown' : String(cores)],
];
