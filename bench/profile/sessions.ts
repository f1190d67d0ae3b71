import * as ort from 'onnxruntime-node';

/** What all sessions inherit their methods from; the library's types know it only as a factory. */
export const sessionPrototype = (ort.InferenceSession as unknown as { readonly prototype: object }).prototype;
