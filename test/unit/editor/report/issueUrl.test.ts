import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { issueUrl, partsOf } from '../../../../src/editor/report/issueUrl.js';

const issues = 'https://github.com/inkling/inkling/issues';
const report = (description: string): string =>
  `<!-- Nothing has been sent. -->\n\n## Description\n\n<!-- Describe it. -->\n\n${description}\n\n## Versions\n\n- Inkling: 1\n\n## Model\n\n- state: ready\n`;

describe('partsOf', () => {
  it('separates the description from the diagnostics, without comments', () => {
    expect(partsOf(report('Tab does nothing.\n\n- in TypeScript'))).toEqual({
      description: 'Tab does nothing.\n\n- in TypeScript',
      diagnostics: '## Versions\n\n- Inkling: 1\n\n## Model\n\n- state: ready',
    });
  });

  it('has an empty description when the user has written none', () => {
    expect(partsOf(report('')).description).toBe('');
  });

  it('takes text above the heading, or without one, for the description', () => {
    expect(partsOf(`It hangs.\n\n${report('Always.')}`).description).toBe('It hangs.\n\nAlways.');
    expect(partsOf('It hangs.')).toEqual({ description: 'It hangs.', diagnostics: '' });
  });
});

describe('issueUrl', () => {
  it('fills fields that the form of the repository has', () => {
    const parts = { description: 'a & b = 100 % #1 + “x”\nü', diagnostics: '## Versions' };
    const { url, isCut } = issueUrl(issues, parts);
    const { searchParams, pathname } = new URL(url);
    expect(isCut).toBe(false);
    expect(pathname).toBe('/inkling/inkling/issues/new');
    const { template, ...fields } = Object.fromEntries(searchParams);
    expect(fields).toEqual({ happened: parts.description, report: parts.diagnostics });
    const form = readFileSync(`.github/ISSUE_TEMPLATE/${template!}`, 'utf8');
    for (const field of Object.keys(fields)) expect(form).toContain(`id: ${field}\n`);
  });

  it('leaves out diagnostics that are too long for an address', () => {
    const { url, isCut } = issueUrl(issues, { description: 'It hangs.', diagnostics: 'x'.repeat(8000) });
    expect(isCut).toBe(true);
    expect(new URL(url).searchParams.get('happened')).toBe('It hangs.');
    expect(url.length).toBeLessThan(200);
  });
});
