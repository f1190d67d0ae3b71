import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, textAtCursor, until } from './support.js';

/**
 * A line of each language that VS Code closes brackets in, cut where the user stops typing. The lines above have it
 * already, so that the suggestion is its rest.
 */
const lines: readonly (readonly [language: string, line: string])[] = [
  ['typescript', 'rows.append(dict(zip(header, val‸ues)))'],
  ['typescript', 'const title = `${greeting(user.na‸me)}`'],
  ['javascript', "describe('a value', {only: [first, sec‸ond]})"],
  ['typescriptreact', 'renderRows({header, cells: format(val‸ues)})'],
  ['python', 'rows.append(val‸ues)'],
  ['python', 'rows.append(dict(zip(header, val‸ues)))'],
  ['python', 'print(f"{names[ind‸ex]}")'],
  ['go', 'fmt.Println(strings.Join(val‸ues, ", "))'],
  ['rust', 'println!("{}", total(&val‸ues))'],
  ['java', '@Column(name = "created‸_at")'],
  ['c', 'LOG_VALUE(read_value(buf‸fer))'],
  ['cpp', 'LOG_VALUE(values.at(ind‸ex))'],
  ['objective-c', 'LOG_VALUE(read_value(buf‸fer))'],
  ['csharp', '[JsonProperty("created‸_at")]'],
  ['php', '$rows[] = array_combine($header, array_values($val‸ues))'],
  ['ruby', 'puts format_row(values[ind‸ex])'],
  ['swift', 'rows.append(format(val‸ues))'],
  ['dart', '@JsonKey(name: "created‸_at")'],
  ['groovy', 'println(format(val‸ues))'],
  ['lua', 'print(table.concat(val‸ues))'],
  ['perl', 'print(join(",", sort(@val‸ues)))'],
  ['r', 'print(mean(val‸ues))'],
  ['julia', 'println(sum(val‸ues))'],
  ['fsharp', 'printfn "%d" (List.sum (List.map square val‸ues))'],
  ['clojure', '(println (reduce + (map square val‸ues)))'],
  ['shellscript', 'echo "$(basename "$file_na‸me")"'],
  ['powershell', 'Write-Output (Get-Item (Join-Path $root $na‸me))'],
  ['sql', 'SELECT COALESCE(MAX(created‸_at))'],
  ['json', '["created", "upda‸ted"]'],
  ['yaml', 'branches: [main, devel‸op]'],
  ['css', '@media (max-width: calc(600px + var(--sidebar-wi‸dth)))'],
  ['scss', '@include shadow(rgba($sha‸dow))'],
  ['less', '.shadow(fade(@sha‸dow))'],
  ['html', '<link href="style‸s.css"'],
  ['markdown', '[guide](docs/guide‸.md)'],
  ['dockerfile', 'CMD ["node", "server‸.js"]'],
];

const closers = /^[)\]}>"'`]+/;
const restOfLine = (editor: vscode.TextEditor): string => textAtCursor(editor).split('‸')[1]!.split('\n')[0]!;

/** VS Code reads a language's configuration after its first document is open; until then it closes no bracket. */
async function untilBracketsClose(editor: vscode.TextEditor): Promise<void> {
  const before = textAtCursor(editor);
  const deadline = Date.now() + 30_000;
  for (;;) {
    await keys.type('(');
    await until(() => textAtCursor(editor) !== before, 'Typing a bracket');
    const isClosed = textAtCursor(editor).includes('(‸)');
    await keys.press('Backspace');
    await until(() => textAtCursor(editor) === before, 'Taking the bracket back');
    if (isClosed) return;
    if (Date.now() > deadline) throw new Error(`VS Code closes no bracket: ${before}`);
  }
}

/** Types the start of a line; its rest is suggested. */
async function typeStart(line: string, language: string): Promise<vscode.TextEditor> {
  const [start, end] = line.split('‸');
  const whole = `${start}${end}`;
  const editor = await open(`${`${whole}\n`.repeat(4)}‸\n`, language);
  await untilBracketsClose(editor);
  await keys.type(start!);
  await until(() => textAtCursor(editor).split('\n')[4]!.startsWith(`${start}‸`), `Typing ${start}`);
  return editor;
}

/** Waits for a suggestion; asks for one where the model is not confident enough. */
const waitForRest = (): Promise<string> =>
  keys.waitForGhost(undefined, 2_000).catch(async () => {
    await keys.press('Alt+Backslash');
    return keys.waitForGhost();
  });

/** Types the closing brackets after the cursor; the line must stay as it is. */
async function expectTypedOver(editor: vscode.TextEditor): Promise<void> {
  const [typed] = closers.exec(restOfLine(editor)) ?? assert.fail(textAtCursor(editor));
  const before = editor.document.getText();
  const after = textAtCursor(editor).replace(`‸${typed}`, `${typed}‸`);
  await keys.type(typed);
  await until(() => editor.document.getText() !== before || textAtCursor(editor) === after, `Typing ${typed}`);
  assert.equal(textAtCursor(editor), after);
}

describe('closing brackets after ghost text is accepted', () => {
  afterEach(closeAll);

  for (const [language, line] of lines)
    it(`are typed over in ${language}: ${line}`, async () => {
      const editor = await typeStart(line, language);
      await accept(editor, await waitForRest());
      await expectTypedOver(editor);
    });

  it('are typed over when it was accepted word by word', async () => {
    const editor = await typeStart('rows.append(dict(zip(hea‸der, values)))', 'python');
    for (let ghost = await waitForRest(); ghost !== ''; ghost = await keys.ghost()) {
      const before = textAtCursor(editor);
      await keys.press('Control+ArrowRight');
      await until(() => textAtCursor(editor) !== before, 'Accepting a word');
      await keys.waitForGhost((left) => left !== ghost);
    }
    assert.match(textAtCursor(editor), /header, values‸\)\)\)/);
    await expectTypedOver(editor);
  });

  it('are typed over when it was accepted by line', async () => {
    const editor = await typeStart('rows.append(dict(zip(hea‸der, values)))', 'python');
    const expected = textAtCursor(editor).replace('‸', `${await waitForRest()}‸`);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextLine');
    await until(() => textAtCursor(editor) === expected, 'Accepting the line');
    await expectTypedOver(editor);
  });

  it('are typed over at every cursor', async () => {
    const editor = await open('rows.append(values)\nrows.append(values)\nrows.append‸\nrows.append‸\n', 'python');
    await keys.type('(val');
    await waitForRest();
    const has = (text: string) => () => editor.document.getText() === text;
    await keys.press('Tab');
    await until(has('rows.append(values)\n'.repeat(4)), 'Accepting at both cursors');
    await keys.type(').x');
    const line = 'rows.append(values)\n';
    await until(has(`${line}${line}${'rows.append(values).x\n'.repeat(2)}`), 'Typing over at both cursors');
  });

  it('are there, and the text is gone, after one undo', async () => {
    const editor = await typeStart('rows.append(val‸ues)', 'python');
    const before = textAtCursor(editor);
    await accept(editor, await waitForRest());
    await keys.press('Control+Z');
    await until(() => textAtCursor(editor) === before, 'Undoing');
  });
});
