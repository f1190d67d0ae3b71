const bytes = 16;

/** A value that nobody can guess, for the content security policy of a page. Browsers and Node make it alike. */
export function newNonce(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
