/** Why a command cannot do what was asked; `message` is a sentence for the person who asked. */
export class MaintenanceError extends Error {
  override name = 'MaintenanceError';
}

/** Told how far a command has come. */
export type Progress = (done: number, total: number) => void;
