import { listed, message } from '../words/messages.ts';
import type { Person } from './person.ts';

/** Names that are said before the rest becomes a number: nobody listens to five hundred. */
const SAID = 10;

/** How many people are here and who, as a screen reader says it and a pointer shows it. */
export function peopleLabel(people: readonly Person[]): string {
  const said = people.length > SAID ? people.slice(0, SAID - 1) : people;
  const names = said.map(({ name, self }) => (self ? message('people.self', { name }) : name));
  const rest = people.length - said.length;
  if (rest > 0) names.push(message('people.others', { count: rest }));
  return message('people.here', { count: people.length, names: listed(names) });
}
