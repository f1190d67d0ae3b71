import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Claim {
  readonly claim: string;
  /** File below `test/` and title of each test that holds the claim. */
  readonly tests: readonly (readonly [string, string])[];
}

/** The rows of the tables headed `| Claim | Held by |`; tests are written as `file`: "title". */
function claimsIn(markdown: string): Claim[] {
  const claims: Claim[] = [];
  let isClaims = false;
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.slice(1, -1).split('|') : [];
    if (cells.length !== 2) isClaims = false;
    else if (cells[0]!.trim() === 'Claim') isClaims = true;
    else if (isClaims && !/^[\s-]*$/.test(cells[0]!)) {
      const tests = [...cells[1]!.matchAll(/`([^`]+)`: "([^"]+)"/g)].map(([, file, title]) => [file!, title!] as const);
      claims.push({ claim: cells[0]!.trim(), tests });
    }
  }
  return claims;
}

const claims = claimsIn(readFileSync('docs/threat-model.md', 'utf8'));

describe('the threat model', () => {
  it('names a test for each claim', () => {
    expect(claims.length).toBeGreaterThan(20);
    expect(claims.filter(({ tests }) => tests.length === 0).map(({ claim }) => claim)).toEqual([]);
  });

  it.each(claims.flatMap(({ tests }) => tests))('names a test that exists: %s, %s', (file, title) => {
    expect(readFileSync(`test/${file}`, 'utf8')).toContain(title);
  });
});
