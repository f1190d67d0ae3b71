import type { CompleteOptions } from '../../core/completionEngine.js';
import type { CompletionRequest } from '../../core/request.js';
import type { Engine } from '../../engine/engine.js';
import type { BusyEngine } from '../server/serverAccess.js';
import type { LensEngine } from './patientEngine.js';

/** The built-in engine as the lens asks it. */
export function builtInEngine(engine: Pick<Engine, 'state' | 'complete' | 'step'>): LensEngine {
  return {
    complete: (request, options) => engine.complete(request, options),
    step: (request, options) => engine.step(request, options),
    get isWorking() {
      return engine.state.kind === 'working';
    },
    get modelName() {
      const { state } = engine;
      return state.kind === 'ready' || state.kind === 'working' ? state.info.name : '';
    },
  };
}

/** The server as the lens asks it: an error instead of no answer while the server fails. */
export function serverEngine(server: BusyEngine): LensEngine {
  return {
    async complete(request: CompletionRequest, options?: CompleteOptions) {
      await server.ready();
      return server.complete(request, options);
    },
    step: (request, options) => server.step(request, options),
    get isWorking() {
      return server.isWorking;
    },
    get modelName() {
      return server.state.kind === 'ready' ? server.state.info.model : '';
    },
    get served() {
      const { state } = server;
      const { host = '', hasLogprobs = false } = state.kind === 'ready' ? state.info : {};
      return { host, hasLogprobs };
    },
  };
}
