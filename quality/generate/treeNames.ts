import type { Node } from '@vscode/tree-sitter-wasm';
import type { MeasuredLanguage } from '../repositories.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that a language declares itself, as far as code uses them often. */
const builtins: Readonly<Record<Exclude<MeasuredLanguage, 'TypeScript'>, ReadonlySet<string>>> = {
  Python: new Set(
    words(`self cls abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr
      dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input
      int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property
      range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __name__ __file__
      Exception BaseException ValueError TypeError KeyError IndexError AttributeError RuntimeError StopIteration OSError
      NotImplementedError NotImplemented ImportError AssertionError LookupError UnicodeDecodeError UnicodeEncodeError
      FileNotFoundError PermissionError KeyboardInterrupt SystemExit Warning DeprecationWarning UserWarning Ellipsis _`),
  ),
  Go: new Set(
    words(`append cap clear close complex copy delete imag len make max min new panic print println real recover true
      false nil iota any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
      string uint uint8 uint16 uint32 uint64 uintptr _`),
  ),
  Rust: new Set(
    words(`self Self super crate Some None Ok Err Option Result Vec String Box Into From Iterator IntoIterator Default
      Clone Copy Drop Fn FnMut FnOnce ToString ToOwned AsRef AsMut Send Sync Sized str bool char u8 u16 u32 u64 u128
      usize i8 i16 i32 i64 i128 isize f32 f64 println print eprintln eprint format panic assert assert_eq assert_ne vec
      matches unreachable unimplemented todo write writeln debug_assert std core alloc drop`),
  ),
  Java: new Set(
    words(`String Object Integer Long Double Float Short Byte Character Boolean Number Math System Class Enum Iterable
      StringBuilder StringBuffer Throwable Exception RuntimeException Error IllegalArgumentException Override Void
      IllegalStateException NullPointerException UnsupportedOperationException IndexOutOfBoundsException Thread Runnable
      ClassCastException NumberFormatException InterruptedException AssertionError Comparable CharSequence super this
      length toString equals hashCode getClass`),
  ),
};

const nameTypes: readonly string[] = ['identifier', 'type_identifier'];

/** Fields in which a name is not looked up by itself: a member of something, the name of an argument, a declaration. */
const memberFields: Readonly<Record<string, readonly string[]>> = {
  attribute: ['attribute'],
  keyword_argument: ['name'],
  field_access: ['field'],
  method_invocation: ['name'],
  scoped_identifier: ['name'],
  scoped_type_identifier: ['name'],
  qualified_type: ['name'],
  method_reference: ['name'],
};
const declaringFields: readonly string[] = ['left', 'name', 'pattern', 'alias', 'parameters', 'parameter'];

const isField = (parent: Node, child: Node, fields: readonly string[]): boolean =>
  fields.some((field) => parent.childForFieldName(field)?.id === child.id);

function isMember(node: Node): boolean {
  const { parent } = node;
  const fields = parent && memberFields[parent.type];
  if (!fields || !isField(parent, node, fields)) return false;
  // A method that is called without an object is looked up.
  return parent.type !== 'method_invocation' || parent.childForFieldName('object') !== null;
}

/** Whether a node, or a pattern around it, is on the declaring side of something. */
function isDeclared(node: Node): boolean {
  for (
    let child = node, { parent } = node, depth = 0;
    parent && depth < 4;
    child = parent, { parent } = parent, depth++
  ) {
    if (/parameter|pattern|lambda|closure|import|except|catch|for_in_clause/.test(parent.type)) return true;
    if (isField(parent, child, declaringFields)) return true;
    if (/statement|block|call|argument/.test(parent.type)) return false;
  }
  return false;
}

/**
 * The names in a range of a tree that are declared nowhere: not in the rest of the file, not in the files of its folder,
 * not by the text itself, and not by the language. It knows no scopes and no members, so it finds fewer than a compiler.
 */
export function undeclaredNames(
  root: Node,
  language: Exclude<MeasuredLanguage, 'TypeScript'>,
  { start, end }: { readonly start: number; readonly end: number },
  neighbours: string,
): readonly string[] {
  const text = root.text;
  const known = new Set(`${text.slice(0, start)}\n${text.slice(end)}\n${neighbours}`.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  const nodes = root
    .descendantsOfType([...nameTypes])
    .filter((node): node is Node => node !== null && node.startIndex >= start && node.endIndex <= end);
  const declared = new Set(nodes.filter(isDeclared).map((node) => node.text));
  const unknown = nodes.filter((node) => !isMember(node) && !declared.has(node.text) && !known.has(node.text));
  return [...new Set(unknown.map((node) => node.text).filter((name) => !builtins[language].has(name)))];
}
