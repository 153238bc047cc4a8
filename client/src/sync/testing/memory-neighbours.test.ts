import { neighboursContract } from '../neighbours.contract.ts';
import { createMemoryNeighbours } from './memory-neighbours.ts';

const neighbours = createMemoryNeighbours();
neighboursContract(
  () => [neighbours, neighbours],
  () => new Promise((resolve) => setImmediate(resolve)),
);
