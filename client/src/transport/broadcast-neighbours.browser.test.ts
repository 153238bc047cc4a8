import { neighboursContract } from '../sync/neighbours.contract.ts';
import { createBroadcastNeighbours } from './broadcast-neighbours.ts';

// Two channels of one page talk to each other as those of two tabs do.
neighboursContract(
  () => [createBroadcastNeighbours('/contract'), createBroadcastNeighbours('/contract')],
  () => new Promise((resolve) => setTimeout(resolve, 5)),
);
