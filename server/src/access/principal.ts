/** Who acts. `local` is the one person of an installation without accounts. */
export interface Principal {
  readonly kind: 'local';
  readonly id: string;
}

/** The person at this machine, or whoever holds the access token. */
export const LOCAL_PRINCIPAL: Principal = { kind: 'local', id: 'local' };

/** Whether both are the same. */
export function samePrincipal(a: Principal, b: Principal): boolean {
  return a.kind === b.kind && a.id === b.id;
}
