/** The colours of text and of backgrounds, by name: what they look like is the theme's to say. */
export const COLORS = [
  'gray',
  'brown',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'red',
] as const;
