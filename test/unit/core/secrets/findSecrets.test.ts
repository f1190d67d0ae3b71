import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../src/core/secrets/findSecrets.js';
import { fakeSecrets } from '../../support/fakeSecrets.js';

/** The text with `•` for each credential. */
function hidden(text: string): string {
  const spans = findSecrets(text);
  return spans.reduceRight((left, { from, to }) => `${left.slice(0, from)}•${left.slice(to)}`, text);
}

describe('findSecrets, keys of known formats,', () => {
  it.each(Object.entries(fakeSecrets(1)))('finds: %s', (_, secret) => {
    for (const text of [`const it = "${secret}";\n`, `it: ${secret}\n`, `\t'${secret}',\n`, `// ${secret}\n`]) {
      expect(hidden(text)).not.toContain(secret.slice(-12));
    }
  });

  it('finds one after an escape', () => {
    const { JWT, 'GitHub token': token } = fakeSecrets(2);
    const text = hidden(String.raw`"a\n${JWT} or\n${token}"`);
    expect(text).toMatch(/^"a\\n?• or\\n?•"$/);
  });

  it('finds the values of a connection string', () => {
    const key = fakeSecrets(3)['Azure account key']!;
    expect(hidden(`"AccountName=store;AccountKey=${key};EndpointSuffix=core"`)).toBe(
      '"AccountName=store;AccountKey=•;EndpointSuffix=core"',
    );
  });
});

describe('findSecrets, private keys,', () => {
  const key = fakeSecrets(4)['private key']!;

  it('finds all lines of one, including the short last one', () => {
    expect(hidden(`before\n${key}\nafter\n`)).toBe('before\n•\nafter\n');
  });

  it('finds one in a string with escapes, and in concatenated strings', () => {
    expect(hidden(`{"key": "${key.replaceAll('\n', String.raw`\n`)}"}`)).toBe('{"key": "•"}');
    const sum = key
      .split('\n')
      .map((line) => String.raw`  '${line}\n'`)
      .join(' +\n');
    expect(hidden(`const key =\n${sum};\nfoo();\n`)).toBe("const key =\n  '•\\n';\nfoo();\n");
  });

  it('finds one without an end, up to the first other text', () => {
    const begun = key.split('\n').slice(0, 3).join('\n');
    expect(hidden(`${begun}\nfunction f() {\n`)).toBe('•\nfunction f() {\n');
  });

  it.each([
    ["if (text.includes('-----BEGIN PRIVATE KEY-----')) {\n  return load(text);\n}\n"],
    ["const pem = '-----BEGIN PRIVATE KEY-----\\n' + body + '\\n-----END PRIVATE KEY-----';\n"],
  ])('ignores a program that only names the markers: %j', (text) => {
    expect(hidden(text)).toBe(text);
  });
});

describe('findSecrets, assigned credentials,', () => {
  it.each([
    ['password = "hunter2"', 'password = "•"'],
    ["password: 'correct-horse-battery-staple',", "password: '•',"],
    ['"db_password": "postgres!",', '"db_password": "•",'],
    ['const DB_PASSWORD: string = "abc123";', 'const DB_PASSWORD: string = "•";'],
    ['if (password === "letmein") {', 'if (password === "•") {'],
    ['user.setPassword("hunter2")', 'user.setPassword("•")'],
    ["config['passwd'] = 'x9!y'", "config['passwd'] = '•'"],
    ["'password' => 's3cr3t',", "'password' => '•',"],
    ["api_key: 'abcd1234efgh5678'", "api_key: '•'"],
    ['client_secret="s3cr3t-value"', 'client_secret="•"'],
    ['DB_PASSWORD=hunter22\n', 'DB_PASSWORD=•\n'],
    ['spring.datasource.password=9a!xyz\n', 'spring.datasource.password=•\n'],
    ['  password: 9a!xyz # theirs\n', '  password: • # theirs\n'],
    ['<password>hunter2</password>', '<password>•</password>'],
    ['token = "0e4f1c2a-1111-4222-8333-94445555abcd"', 'token = "•"'],
    ['https://ada:s3cret@example.org/', 'https://ada:•@example.org/'],
    ['"postgres://app:p%40ss!@db:5432/app"', '"postgres://app:•@db:5432/app"'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'Authorization: Basic •'],
  ])('finds: %s', (text, expected) => {
    expect(hidden(text)).toBe(expected);
  });

  it.each([
    ['a value that comes from elsewhere', 'password = process.env.PASSWORD;'],
    ['a call', 'password = getPassword("db");'],
    ['a template', 'password: "${DB_PASSWORD}"'],
    ['a placeholder', "password: '<your password>', token: 'changeme', pwd: '********', secret: 'xxxxxxxx'"],
    ['an empty value', "password = '';"],
    ['a type', "password: 'string', token: string;"],
    ['a label', "password: 'Passwort', passwordHint: 'At least 8 characters'"],
    ['the name of a field', "password: 'user_password', token: 'access_token', tokenKey: 'token2'"],
    ["a highlighter's token", "{ token: 'keyword.operator.new', regex: /new/ }"],
    ['a lexer', "case 'token': return { kind: 'identifier', token: 'bracket-close' };"],
    ['a path', "privateKey: '/etc/ssl/key1.pem', secret: './secrets/v1'"],
    ['an address without a password', "fetch('https://example.org:8080/a@b')"],
    ['the example of every manual', 'https://user:password@example.org'],
    ['words after basic', 'Basic authentication and bearer capabilities'],
  ])('ignores: %s', (_, text) => {
    expect(hidden(text)).toBe(text);
  });
});

describe('findSecrets, random text,', () => {
  it.each([
    ['a git hash', '28a9c128912de19f3fb28b00ae289c9b93f6f392'],
    [
      'an integrity hash',
      'sha512-QkT0sfgJGBtBrdLfzNsm5QDTRmRYDzKMEq8Nd1RSHAhbsPLnLEvNzhnFwWtH9QZhoVX9jmGJ0AxuJTGgFRd0pA==',
    ],
    ['data', 'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4'],
  ])('finds it, since a key can look the same: %s', (_, text) => {
    expect(hidden(`x = '${text}'`)).toBe("x = '•'");
  });

  it('ends with its part of a path', () => {
    const hash = '8cfb0ba84202d51571340dcbaf61b79d16a26c76';
    expect(hidden(`see organisation/long-repository-name/commit/${hash}/readme`)).toContain('/commit/•/readme');
  });

  it.each([
    ['a UUID', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
    ['camelCase', 'getElementsByClassNameFromDocument2'],
    ['an acronym', 'parseXMLHttpRequestURLFromHTML5Document'],
    ['snake_case', 'utf8_decode_strict_with_replacement_char'],
    ['SCREAMING_CASE', 'MAX_CONCURRENT_HTTP2_STREAMS_PER_HOST'],
    ['kebab-case', 'x86-64-unknown-linux-gnu-static-pie'],
    ['a path', 'src/core/decode/constraints/openBrackets'],
    ['an alphabet', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'],
    ['digits of hexadecimal', '0123456789abcdef0123456789abcdef'],
    ['a long number', '123456789012345678901234567890'],
    ['a float', '1.7976931348623157e+308'],
    ['a rule', '----------------------------------------'],
    ['one character', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['a class of a style sheet', 'sk-folding-cube-before-after-animation'],
    ['a date', '2024-01-01T00:00:00.000000000Z'],
    ['German', 'Donaudampfschifffahrtsgesellschaft'],
  ])('ignores: %s', (_, text) => {
    expect(hidden(`x = '${text}'`)).toBe(`x = '${text}'`);
  });
});
