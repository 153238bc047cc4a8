/** One choice of this person on this device, kept between visits and shared with other open windows. */
export interface Setting<T> {
  get(): T;
  set(value: T): void;
  /** Called after every change, in this window or another. Returns how to stop. */
  subscribe(changed: () => void): () => void;
}

/** What a setting needs of `localStorage`. */
export type SettingStorage = Pick<Storage, 'getItem' | 'setItem'>;

interface SettingOptions<T> {
  readonly key: string;
  /** `undefined` for anything that is not a value of this setting, whoever wrote it. */
  readonly parse: (text: string) => T | undefined;
  readonly format: (value: T) => string;
  readonly fallback: () => T;
  readonly storage?: SettingStorage | undefined;
}

/**
 * A setting kept under `key`. Where storage is switched off or full the choice lasts as long as the window
 * does: losing it is no reason to trouble anybody.
 */
export function createSetting<T>({
  key,
  parse,
  format,
  fallback,
  storage,
}: SettingOptions<T>): Setting<T> {
  const listeners = new Set<() => void>();
  let value = read() ?? fallback();

  function read(): T | undefined {
    try {
      const text = (storage ?? localStorage).getItem(key);
      return text === null ? undefined : parse(text);
    } catch {
      return undefined;
    }
  }

  const announce = (): void => {
    for (const listener of listeners) listener();
  };
  const storedElsewhere = (event: StorageEvent): void => {
    if (event.key !== key) return;
    value = read() ?? value;
    announce();
  };

  return {
    get: () => value,
    set(next) {
      value = next;
      try {
        (storage ?? localStorage).setItem(key, format(next));
      } catch {
        // Kept for this window only.
      }
      announce();
    },
    subscribe(changed) {
      if (listeners.size === 0 && typeof window !== 'undefined') {
        window.addEventListener('storage', storedElsewhere);
      }
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0 && typeof window !== 'undefined') {
          window.removeEventListener('storage', storedElsewhere);
        }
      };
    },
  };
}
