import { useSyncExternalStore } from 'react';
import type { Setting } from './setting.ts';

/** The setting's value, followed. */
export function useSetting<T>(setting: Pick<Setting<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(setting.subscribe, setting.get);
}
