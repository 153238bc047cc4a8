import type { ModelName } from '../models/model.ts';
import { modelNamed } from '../models/models.ts';
import { MIXES } from './mixes.ts';
import { type StoryResult, tellStory } from './story.ts';

/** One story of one cell of the table; plain data, to be sent to a thread. */
export interface IntentTask {
  readonly kind: 'intent';
  readonly mix: string;
  readonly lag: number;
  readonly model: ModelName;
  readonly seed: number;
  readonly operations: number;
}

/** Tells the story. */
export function runIntentTask({ mix: name, model, ...rest }: IntentTask): StoryResult {
  const mix = MIXES.find((each) => each.name === name);
  if (mix === undefined) throw new Error(`There is no mix "${name}".`);
  return tellStory(modelNamed(model), { mix, ...rest });
}
