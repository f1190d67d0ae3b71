import { seededRng, type Rng } from '../../../src/core/sampling/rng.js';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const digits = '0123456789';
const alphabets = {
  hex: `${digits}abcdef`,
  base32: `${upper}234567`,
  base36: lower + digits,
  base62: upper + lower + digits,
  base64: `${upper}${lower}${digits}+/`,
} as const;
export type Alphabet = keyof typeof alphabets;

/** Random characters, the same for the same generator. */
export function randomText(rng: Rng, alphabet: Alphabet, length: number): string {
  const characters = alphabets[alphabet];
  return Array.from({ length }, () => characters[Math.floor(rng() * characters.length)]).join('');
}

/** Base64 in lines of 64 characters. */
function body(rng: Rng, lines: number): string {
  return Array.from({ length: lines }, () => randomText(rng, 'base64', 64)).join('\n');
}

/**
 * Credentials that open nothing, by what they are. They are made here, and of parts: written out, they would make the
 * scanners of code hosts refuse the file.
 */
export function fakeSecrets(seed: number): Readonly<Record<string, string>> {
  const rng = seededRng(seed);
  const random = (alphabet: Alphabet, length: number): string => randomText(rng, alphabet, length);
  const key = (prefix: readonly string[], alphabet: Alphabet, length: number): string =>
    prefix.join('') + random(alphabet, length);
  const marks = (name: string): readonly string[] => ['BEGIN', 'END'].map((side) => `-----${side} ${name}-----`);
  const pem = (name: string): string => {
    const [begin, end] = marks(name);
    return `${begin}\n${body(rng, 4)}\n${random('base64', 9)}=\n${end}`;
  };
  return {
    'AWS access key': key(['AK', 'IA'], 'base32', 16),
    'AWS temporary key': key(['AS', 'IA'], 'base32', 16),
    'AWS secret key': random('base64', 40),
    'GitHub token': key(['gh', 'p_'], 'base62', 36),
    'GitHub app token': key(['gh', 's_'], 'base62', 36),
    'GitHub fine-grained token': `${key(['github', '_pat_'], 'base62', 22)}_${random('base62', 59)}`,
    'GitLab token': key(['glp', 'at-'], 'base62', 20),
    'Slack token': ['xox', `b-${random('hex', 12)}-${random('hex', 12)}-${random('base62', 24)}`].join(''),
    'Slack webhook': ['https://hooks.', 'slack.com/services/', `T${random('base36', 8)}/B${random('base36', 8)}/${random('base62', 24)}`].join(''), // prettier-ignore
    'Stripe key': key(['sk', '_live_'], 'base62', 24),
    'Stripe restricted key': key(['rk', '_live_'], 'base62', 24),
    'Google key': key(['AI', 'za'], 'base62', 35),
    'npm token': key(['np', 'm_'], 'base62', 36),
    'PyPI token': key(['pyp', 'i-AgEIcHlwaS5vcmc'], 'base62', 60),
    'SendGrid key': ['SG', random('base62', 22), random('base62', 43)].join('.'),
    'Twilio key': key(['S', 'K'], 'hex', 32),
    'OpenAI key': key(['s', 'k-'], 'base62', 48),
    'OpenAI project key': key(['s', 'k-proj-'], 'base62', 48),
    'Anthropic key': key(['s', 'k-ant-api03-'], 'base62', 80),
    'Hugging Face token': key(['h', 'f_'], 'base62', 34),
    'Telegram token': `${randomText(rng, 'hex', 9).replace(/\D/g, '7')}:AA${random('base62', 33)}`,
    JWT: [`eyJhbGciOiJIUzI1NiJ9`, `eyJ${random('base62', 60)}`, random('base62', 43)].join('.'),
    'Azure account key': `${random('base64', 86)}==`,
    'private key': pem('RSA PRIVATE KEY'),
    'OpenSSH key': pem('OPENSSH PRIVATE KEY'),
    'PKCS #8 key': pem('PRIVATE KEY'),
    'hex key': random('hex', 32),
    'base64 key': random('base64', 32),
    'TOTP seed': random('base32', 32),
  };
}
