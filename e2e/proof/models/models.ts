import type { ModelName, ProofModel } from './model.ts';
import { stockV1, stockV2 } from './stock.ts';
import { weft } from './weft.ts';

/** Everything that is compared, ours last. */
export const MODELS: readonly ProofModel[] = [stockV1, stockV2, weft];

/** Throws for a model that is not among those. */
export function modelNamed(name: ModelName): ProofModel {
  const model = MODELS.find((each) => each.name === name);
  if (model === undefined) throw new Error(`There is no model "${name}".`);
  return model;
}
