/** A place to complete at, ‸ being the cursor. */
export interface Place {
  readonly path: string;
  readonly text: string;
}

/** Lines that the model is sure enough of to suggest, in several languages. */
export const places: readonly Place[] = [
  {
    path: 'src/box.ts',
    text: 'class Box {\n  items: string[] = [];\n\n  print(): void {\n    for (const ‸\n      console.log(item);\n    }\n  }\n}\n',
  },
  {
    path: 'src/größe.js',
    text: 'function size(box) {\n  if (!box) return 0;\n  return box.width * box.‸\n}\n\nmodule.exports = { size };\n',
  },
  {
    path: 'stats.py',
    text: 'def mean(values):\n    if not values:\n        return 0\n    return sum(values) / ‸\n\n\ndef median(values):\n    ordered = sorted(values)\n',
  },
  {
    path: 'main.go',
    text: 'package main\n\nimport "os"\n\nfunc main() {\n\tdata, err := os.ReadFile("a.txt")\n\tif err ‸\n\t\tpanic(err)\n\t}\n\tprintln(len(data))\n}\n',
  },
  {
    path: 'src/Привет.java',
    text: 'public class Counter {\n    private int count;\n\n    public int getCount() {\n        return ‸\n    }\n\n    public void increment() {\n        count++;\n    }\n}\n',
  },
  {
    path: 'lib.rs',
    text: 'pub fn longest(words: &[String]) -> usize {\n    let mut longest = 0;\n    for word in words {\n        if word.len() > ‸\n            longest = word.len();\n        }\n    }\n    longest\n}\n',
  },
  {
    path: 'page.html',
    text: '<!doctype html>\n<html>\n  <head>\n    <title>日本</title>\n  </head>\n  <body>\n    <ul>\n      <li>one</li>\n      <li>two‸\n    </ul>\n  </body>\n</html>\n',
  },
  {
    path: 'list.c',
    text: '#include <stdio.h>\n\nint main(void) {\n  int sum = 0;\n  for (int i = 0; i < ‸\n    sum += i;\n  }\n  printf("%d\\n", sum);\n  return 0;\n}\n',
  },
];
