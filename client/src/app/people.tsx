import { useEffect, useState } from 'react';
import type { Provider } from '../sync.ts';
import { Avatar } from './avatar.tsx';
import { message } from '../words/messages.ts';
import { peopleLabel } from './people-label.ts';
import { readPeople, type Person } from './person.ts';
import { Popover } from '../widgets/popover.tsx';

/** Avatars in a row before the rest becomes a number. */
const SHOWN = 4;

/** Who is on the page now, oneself first. */
function usePeople(provider: Provider): readonly Person[] {
  const { awareness } = provider;
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    const follow = (): void => setPeople(readPeople(awareness.getStates(), awareness.clientID));
    follow();
    awareness.on('change', follow);
    return () => awareness.off('change', follow);
  }, [awareness]);
  return people;
}

/** Avatars of everybody on the page; pressing them lists the names. */
export function People({ provider }: { readonly provider: Provider }) {
  const people = usePeople(provider);
  if (people.length === 0) return null;
  // A number for one person alone would take as much room as the person.
  const shown = people.length > SHOWN ? people.slice(0, SHOWN - 1) : people;
  const rest = people.length - shown.length;
  const label = peopleLabel(people);

  return (
    <Popover
      label={message('people.list')}
      placement="end"
      button={{
        className: 'people',
        'aria-label': label,
        title: label,
        children: (
          <>
            {shown.map((person) => (
              <Avatar key={person.client} name={person.name} color={person.color} />
            ))}
            {rest > 0 ? (
              <span
                className="avatar avatar-rest"
                aria-hidden="true"
                data-letters={message('people.more', { count: rest })}
              />
            ) : null}
          </>
        ),
      }}
    >
      {() => (
        <ul className="people-list">
          {people.map(({ client, name, color, self }) => (
            <li key={client}>
              <Avatar name={name} color={color} />
              <span>{self ? message('people.self', { name }) : name}</span>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
