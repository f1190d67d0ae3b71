/** `export abstract class`, `async def`, `pub(crate) fn`, `func (s *Server)`: a keyword after words of its kind. */
const byKeyword =
  /^\s*(?:[a-z]+(?:\(\w+\))? ){0,4}(?:function\*?|class|interface|type|enum|struct|trait|protocol|record|object|def|func|fn|fun|macro_rules!) +(?:\([^)]*\) *)?([A-Za-z_]\w{3,})/;
/** A constant of the file, not one inside a function. */
const constant = /^(?:export |pub )?(?:const|let|var|static|val) +([A-Za-z_]\w{3,})/;

/** The name that a line of code defines, in the common languages; undefined for none. */
export const definedIn = (line: string): string | undefined => (byKeyword.exec(line) ?? constant.exec(line))?.[1];
