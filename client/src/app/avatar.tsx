import { inkOn } from '../editor/carets/person-look.ts';
import { initials } from './person.ts';

interface AvatarProps {
  readonly name: string;
  /** `#rrggbb`, already parsed. */
  readonly color: string;
}

/** A person as initials on their colour. The name is told elsewhere: this is a picture. */
export function Avatar({ name, color }: AvatarProps) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      data-letters={initials(name)}
      style={{ backgroundColor: color, color: inkOn(color) }}
    />
  );
}
