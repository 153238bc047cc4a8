import type { MiddlewareHandler } from 'hono';
import type { Env, WeftContext } from './context.ts';

/** What must be so before a handler is asked, or is said with every answer. Throws `Refusal`. */
export type Guard = (c: WeftContext) => void;

/** The guards, one after the other, as one layer: each layer of its own costs every keystroke a promise and more. */
export function guarded(...guards: readonly Guard[]): MiddlewareHandler<Env> {
  return (c, next) => {
    for (const guard of guards) guard(c);
    return next();
  };
}
