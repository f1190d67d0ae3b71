/**
 * Rewrites a 64-bit ELF library's packed relative relocations (DT_RELR) as ordinary ones (DT_RELA): the loader of musl
 * knows the packed form only from 1.2.4 on, and without them the library's pointers are not relocated.
 * Format: https://gabi.xinuos.com/elf/06-reloc.html#relative-relocation-table
 */

const PT = { load: 1, dynamic: 2, note: 4, gnuProperty: 0x6474e553 };
const DT = { rela: 7, relaSize: 8, relrSize: 35, relr: 36, relrEntry: 37 };
/** A tag in the range of the processor, which loaders skip. */
const IGNORED_TAG = 0x7fff0000n;
const RELATIVE_X64 = 8n;
const PAGE = 4096;

/** @typedef {{at: number, type: number, offset: number, address: number, fileSize: number, memorySize: number}} Segment */

/** @returns {Segment[]} */
function segmentsOf(/** @type {Buffer} */ elf) {
  const [table, size, count] = [Number(elf.readBigUInt64LE(32)), elf.readUInt16LE(54), elf.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const field = (/** @type {number} */ from) => Number(elf.readBigUInt64LE(at + from));
    const [offset, address, fileSize, memorySize] = [field(8), field(16), field(32), field(40)];
    return { at, type: elf.readUInt32LE(at), offset, address, fileSize, memorySize };
  });
}

/** Addresses of a packed table: an even word is an address, an odd one a bitmap of the 63 words after the last address. */
function unpacked(/** @type {bigint[]} */ words) {
  const addresses = [];
  let next = 0n;
  for (const word of words) {
    if ((word & 1n) === 0n) {
      addresses.push(word);
      next = word + 8n;
      continue;
    }
    for (let bit = 1n; bit < 64n; bit++) if ((word >> bit) & 1n) addresses.push(next + (bit - 1n) * 8n);
    next += 63n * 8n;
  }
  return addresses;
}

/**
 * @param {Buffer} elf a library for x64
 * @returns {Buffer} the same bytes if nothing in it is packed
 */
export function withoutRelr(elf) {
  const segments = segmentsOf(elf);
  const dynamic = segments.find(({ type }) => type === PT.dynamic);
  const spare = segments.find(({ type }) => type === PT.note || type === PT.gnuProperty);
  if (!dynamic || !spare) return elf;
  /** @type {Map<number, number>} the places of the tags */
  const tags = new Map();
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.fileSize; at += 16)
    tags.set(Number(elf.readBigInt64LE(at)), at);
  const valueOf = (/** @type {number} */ tag) => elf.readBigUInt64LE((tags.get(tag) ?? 0) + 8);
  if (!tags.has(DT.relr)) return elf;

  const inFile = (/** @type {bigint} */ address) => {
    const there = Number(address);
    const load = segments.find((s) => s.type === PT.load && there >= s.address && there < s.address + s.fileSize);
    if (!load) throw new Error(`The address ${there} is in no segment.`);
    return there - load.address + load.offset;
  };
  const packedAt = inFile(valueOf(DT.relr));
  const words = Array.from({ length: Number(valueOf(DT.relrSize)) / 8 }, (_, i) =>
    elf.readBigUInt64LE(packedAt + i * 8),
  );
  const relative = unpacked(words).map((address) => {
    const entry = Buffer.alloc(24);
    entry.writeBigUInt64LE(address, 0);
    entry.writeBigUInt64LE(RELATIVE_X64, 8);
    entry.writeBigUInt64LE(elf.readBigUInt64LE(inFile(address)), 16);
    return entry;
  });
  const oldAt = inFile(valueOf(DT.rela));
  const table = Buffer.concat([...relative, elf.subarray(oldAt, oldAt + Number(valueOf(DT.relaSize)))]);

  const offset = Math.ceil(elf.length / PAGE) * PAGE;
  const ends = segments.filter(({ type }) => type === PT.load).map((s) => s.address + s.memorySize);
  const address = Math.ceil(Math.max(...ends) / PAGE) * PAGE;
  const result = Buffer.concat([elf, Buffer.alloc(offset - elf.length), table]);
  result.writeUInt32LE(PT.load, spare.at);
  result.writeUInt32LE(4, spare.at + 4);
  [offset, address, address, table.length, table.length, PAGE].forEach((value, index) =>
    result.writeBigUInt64LE(BigInt(value), spare.at + 8 + index * 8),
  );
  result.writeBigUInt64LE(BigInt(address), (tags.get(DT.rela) ?? 0) + 8);
  result.writeBigUInt64LE(BigInt(table.length), (tags.get(DT.relaSize) ?? 0) + 8);
  for (const tag of [DT.relr, DT.relrSize, DT.relrEntry]) {
    const at = tags.get(tag);
    if (at !== undefined) result.writeBigUInt64LE(IGNORED_TAG, at);
  }
  return result;
}
