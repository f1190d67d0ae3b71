import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleText } from '../../../../src/editor/firstRun/sample.js';
import { l10n } from '../../support/fakeVscode.js';

/** The columns that the walkthrough's picture has room for. A Chinese character takes two. */
const maxColumns = 62;

const columnsOf = (line: string): number => line.length + (line.match(/[\u3000-\uffef\u4e00-\u9fff]/g) ?? []).length;

describe('the sample file', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(['en', 'de', 'zh-cn'])('fits the picture of the walkthrough in %s', (language) => {
    const bundle =
      language === 'en'
        ? {}
        : (JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, 'utf8')) as Record<string, string>);
    vi.spyOn(l10n, 't').mockImplementation((text) => bundle[text] ?? text);
    const lines = sampleText().split('\n');
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => columnsOf(line) > maxColumns)).toEqual([]);
  });
});
