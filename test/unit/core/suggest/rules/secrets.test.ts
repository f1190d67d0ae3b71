import { describe, expect, it } from 'vitest';
import { secrets } from '../../../../../src/core/suggest/rules/secrets.js';
import { fakeSecrets } from '../../../support/fakeSecrets.js';
import { accept, whole } from '../../../support/rules.js';

const known = fakeSecrets(1);
const stripe = known['Stripe key']!;

describe('a credential that the document does not have', () => {
  it.each(Object.entries(known))('is not suggested: %s', (_, secret) => {
    expect(accept(secrets, 'const it = "‸";\n', secret)).toBe('nothing');
    expect(accept(secrets, 'const it = ‸', `"${secret}";`)).toBe('nothing');
  });

  it('is not suggested to its end when its beginning is typed', () => {
    expect(accept(secrets, `const it = "${stripe.slice(0, 9)}‸";`, stripe.slice(9))).toBe('nothing');
    expect(accept(secrets, 'password = "hun‸', 'ter2"')).toBe('nothing');
    expect(accept(secrets, 'password = "‸"', 'hunter2')).toBe('nothing');
  });

  it('ends a suggestion before its line', () => {
    const text = `one();\nuse("${stripe}");\ntwo();`;
    expect(accept(secrets, '‸\n', text)).toBe('one();‸\n');
    expect(accept(secrets, '‸\n', `one();\n${known['private key']}`)).toBe('one();‸\n');
  });
});

describe('a credential that the document has', () => {
  it.each([`key = "${stripe}";\nother = "‸`, `other = "‸\nkey = "${stripe}";\n`])('is suggested: %j', (marked) => {
    expect(accept(secrets, marked, `${stripe}";`)).toBe(whole(marked, `${stripe}";`));
  });

  it('may be before the cursor and have text after it', () => {
    const marked = `key = "${stripe}‸`;
    expect(accept(secrets, marked, '";')).toBe(whole(marked, '";'));
  });
});

it('leaves everything else alone', () => {
  const text = 'password = readPassword();\n  return connect({ token, apiKey: process.env.API_KEY });';
  expect(accept(secrets, '  ‸', text)).toBe(whole('  ‸', text));
});
