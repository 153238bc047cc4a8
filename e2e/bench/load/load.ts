/** Entry of the clients' process: does one task after the other for whoever started it. */
import { createTaskRunner } from './run-task.ts';
import type { Place, Task } from './task.ts';

const place = JSON.parse(process.argv[2] ?? '{}') as Place;
const run = createTaskRunner(place);

process.on('message', (task: Task) => {
  run(task).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
