/** Longer tags are not worth keeping: the hub's have at most 66 characters. */
const maxLength = 256;

/**
 * An entity tag (RFC 9110, 8.8.3), strong or weak.
 *
 * @returns undefined for anything else, which must not get into a header or a record.
 */
export const parseTag = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= maxLength && /^(W\/)?"[\x21\x23-\x7e]*"$/.test(value)
    ? value
    : undefined;

/** Whether a tag says that bytes are the same, and not only that they mean the same. */
export const isStrongTag = (tag: string | undefined): tag is string => tag?.startsWith('"') ?? false;

/** A tag's text, without its quotes and the mark of a weak one. */
export const textOfTag = (tag: string): string => tag.replace(/^W\//, '').slice(1, -1);
