import * as ort from 'onnxruntime-node';

/** The prototype of all sessions; the library's types declare it only as a factory. */
export const sessionPrototype = (ort.InferenceSession as unknown as { readonly prototype: object }).prototype;
