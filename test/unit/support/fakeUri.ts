/** A double of `vscode.Uri` for addresses without a query: encoded where it is a text, and decoded in its parts. */
export class FakeUri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
  ) {}

  static parse(text: string): FakeUri {
    const [, scheme, authority = '', path] = /^([^:]+):(?:\/\/([^/]*))?(.*)$/.exec(text)!;
    return new FakeUri(scheme!, decodeURIComponent(authority), decodeURIComponent(path!));
  }

  static joinPath({ scheme, authority, path }: FakeUri, ...names: readonly string[]): FakeUri {
    return new FakeUri(scheme, authority, [path, ...names].join('/'));
  }

  with({ path }: { readonly path: string }): FakeUri {
    return new FakeUri(this.scheme, this.authority, path);
  }

  toString(skipsEncoding = false): string {
    const encode = skipsEncoding ? String : encodeURIComponent;
    return `${this.scheme}://${encode(this.authority)}${this.path.split('/').map(encode).join('/')}`;
  }
}
