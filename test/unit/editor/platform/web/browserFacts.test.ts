import { describe, expect, it } from 'vitest';
import { browserFacts } from '../../../../../src/editor/platform/web/browserFacts.js';

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit';

describe('the facts of a report about the browser', () => {
  it.each([
    [`${mac}/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36`, 'Chromium 153'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/153.0.0.0 Safari/537.36',
      'Chromium 153',
    ],
    [`${mac}/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 Edg/153.0.2.1`, 'Chromium 153'],
    [`${mac}/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`, 'Safari 26'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0', 'Firefox 146'],
    ["Zanzibar's own browser", 'unknown'],
    ['', 'unknown'],
  ])('of %s are the engine and its main version', (userAgent, engine) => {
    expect(browserFacts(userAgent, 8)).toEqual([
      ['browser', engine],
      ['processors', '8'],
    ]);
  });

  it('say so where the browser does not tell its processors', () => {
    expect(browserFacts('', undefined)[1]).toEqual(['processors', 'unknown']);
  });
});
