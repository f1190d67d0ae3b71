import type { LoadedModel } from '../load/loadModel.js';
import type { WorkerPlatform } from '../platform/workerPlatform.js';
import { tryGpu, type GpuTrialParts } from './gpuTrial.js';

/** The worker's part in a switch. */
interface SwitchHost extends Pick<GpuTrialParts, 'alone' | 'now'> {
  /** The model that answers calls now. */
  loaded(): LoadedModel | undefined;
  /** Lets a model answer calls from now on. @param because why it is not on the GPU. */
  take(loaded: LoadedModel, because?: string): void;
}

/** Moves a loaded model to a GPU that is faster, and back when the GPU fails. */
export class GpuSwitch {
  /** Whether a GPU is to be tried for the loaded model, though it be slower. */
  private wanted: { readonly isRequired: boolean } | undefined;

  /** @param openRuntime absent where there is never a GPU. */
  constructor(
    private readonly openRuntime: WorkerPlatform['gpuRuntime'],
    private readonly host: SwitchHost,
  ) {}

  /** A model was loaded: it is tried at the next `tryOnce`. */
  begin(isRequired: boolean): void {
    this.wanted = { isRequired };
  }

  /** Tries a GPU once for each model, without keeping calls from being answered. */
  async tryOnce(): Promise<void> {
    const { openRuntime, wanted, host } = this;
    const loaded = host.loaded();
    this.wanted = undefined;
    if (!loaded || !wanted || !openRuntime) return;
    const { isRequired } = wanted;
    const parts = { alone: host.alone, now: host.now, isRequired, openRuntime: () => openRuntime(isRequired) };
    // A GPU that fails is no fault of Inkling: the processor does the same.
    const outcome = await tryGpu(loaded, parts).catch((error: unknown) => ({ staysBecause: String(error) }));
    await host.alone(async () => {
      const isCurrent = host.loaded() === loaded;
      if ('staysBecause' in outcome) {
        if (isCurrent) host.take(loaded, outcome.staysBecause);
      } else if (isCurrent) {
        outcome.moved.model.restore(loaded.model.save(0));
        host.take(outcome.moved);
      } else await outcome.leave();
    });
  }

  /** Runs on a model; where its GPU fails, as after a reset of its driver, again on the processor, from then on. */
  async run<T>(loaded: LoadedModel, run: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    try {
      return await run(loaded);
    } catch (error) {
      const { onProcessor } = loaded;
      if (!onProcessor) throw error;
      // The session on the GPU is left as it is: to release it may fail, or hang.
      if (this.host.loaded() === loaded) this.host.take(onProcessor, String(error));
      return run(onProcessor);
    }
  }
}
