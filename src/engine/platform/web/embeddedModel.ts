import { t } from '@vscode/l10n';
import { UserError } from '../../../core/errors.js';
import { checkConfig } from '../../load/checkModel.js';
import { libraryTokenizer } from '../../load/libraryTokenizer.js';
import type { ModelFolder } from '../../load/modelFolder.js';
import type { LibraryTokenizer } from '../../load/tokenizer.js';
import type { ModelFiles } from '../workerPlatform.js';
import type { HostFiles } from './hostFiles.js';
import { graphFile } from './shippedFiles.js';
import checksums from '../../../../model/checksums.json' with { type: 'json' };

/** The embedded model's files: a browser cannot list a folder of an extension, but they are known. */
const sizeOf = (name: string): number | undefined => checksums.files.find(({ path }) => path === name)?.size;

const utf8 = new TextDecoder();

/** The embedded model in a browser, the only one there. */
export class EmbeddedModel implements ModelFiles {
  constructor(private readonly files: HostFiles) {}

  async open(path: string): Promise<ModelFolder> {
    const nextStep = t('Reload the window. If it happens again, reinstall Inkling.');
    const facts = { path, dtype: 'q8' as const, graph: graphFile, sizeBytes: sizeOf(graphFile)!, nextStep };
    return { ...facts, config: checkConfig(await this.json({ path, nextStep }, 'config.json')) };
  }

  async optionalJson({ path }: ModelFolder, name: string): Promise<unknown> {
    const bytes = await this.files.read(`${path}/${name}`);
    return bytes && (JSON.parse(utf8.decode(bytes)) as unknown);
  }

  async graph(folder: ModelFolder): ReturnType<ModelFiles['graph']> {
    return { bytes: await this.bytes(folder, graphFile) };
  }

  async tokenizer(folder: ModelFolder): Promise<LibraryTokenizer> {
    const definition = await this.json(folder, 'tokenizer.json');
    return libraryTokenizer(definition, await this.json(folder, 'tokenizer_config.json'));
  }

  *checksumSteps(): Generator<number, void> {
    // The browser has fetched the files with the extension; a file on a disk may be damaged later, these are not kept.
  }

  private async json(folder: Pick<ModelFolder, 'path' | 'nextStep'>, name: string): Promise<object> {
    return JSON.parse(utf8.decode(await this.bytes(folder, name))) as object;
  }

  /** @throws UserError if the file does not come, or not all of it. */
  private async bytes(
    { path, nextStep }: Pick<ModelFolder, 'path' | 'nextStep'>,
    name: string,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const file = `${path}/${name}`;
    const bytes = await this.files.read(file).catch((cause: unknown) => {
      throw new UserError(t('{0} cannot be fetched ({1}). {2}', file, String(cause), nextStep), { cause });
    });
    const size = sizeOf(name);
    if (bytes && (size === undefined || bytes.length === size)) return bytes;
    throw new UserError(t('{0} cannot be fetched ({1}). {2}', file, t('it is incomplete'), nextStep));
  }
}
