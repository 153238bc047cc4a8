/** As `english.ts`: the words of what is loaded when somebody asks for it. */
export const PANEL_ENGLISH = {
  'trash.search': 'Search in the trash',
  'trash.empty': 'The trash is empty.',
  'trash.nothing': 'Nothing in the trash is called that.',
  'trash.offline': 'Without a connection: what others put here or took out since is not shown.',
  'trash.since': 'here since {date}',
  'trash.restore': 'Restore',
  'trash.restore-one': 'Restore {title}',
  'trash.remove': 'Delete for ever',
  'trash.remove-one': 'Delete {title} for ever',
  'trash.note': 'This page is in the trash.',
  'trash.note-inside': 'This page is in the trash, with “{title}”, which it is in.',

  'finder.field': 'Search in all pages',
  'finder.results': 'Pages',
  'finder.nothing': 'No page has that.',
  'finder.failed': 'Only names on this device are searched: {why}',
  'finder.in-titles': 'Titles only',
  'finder.changed': 'Changed',
  'finder.any': 'any time',
  'finder.day': 'in the last day',
  'finder.week': 'in the last week',
  'finder.month': 'in the last month',

  'backlinks.heading': { one: '{count} link to this page', other: '{count} links to this page' },

  'settings.you': 'You',
  'settings.look': 'How pages look',
  'settings.device': 'This device',
  'settings.width': 'Width',

  'width.normal': 'Normal',
  'width.wide': 'Wide',
  'width.full': 'As wide as the window',

  'settings.font': 'Font',

  'font.sans': 'Plain',
  'font.serif': 'Serif',
  'font.mono': 'Typewriter',

  'settings.size': 'Text',

  'size.normal': 'Normal',
  'size.small': 'Small',

  'settings.storage':
    'Weft keeps {size} in this browser: what waits to be sent, and what the pages are called.',
  'settings.storage-unknown': 'This browser does not tell how much it keeps.',

  'shortcuts.heading': 'Keys',
  'shortcuts.everywhere': 'Everywhere',
  'shortcuts.tree': 'In the list of pages',
  'shortcuts.page': 'In a page',
  'shortcuts.letters': 'Selected letters',
  'shortcuts.find-page': 'Find a page',
  'shortcuts.back': 'Back',
  'shortcuts.forward': 'Forward',
  'shortcuts.outer': 'The page that this one is in',
  'shortcuts.sidebar': 'Put the list of pages away, or take it out',
  'shortcuts.open': 'Open the page',
  'shortcuts.move': 'Move',
  'shortcuts.menu': 'All that can be done with it',
  'shortcuts.slash': 'Put in anything',
  'shortcuts.block-menu': 'All that can be done with the block',
  'shortcuts.select': 'Select the block as a whole',
  'shortcuts.nest': 'Nest; with Shift, take out again',
  'shortcuts.do': 'Tick a to-do, open a toggle',
  'shortcuts.undo': 'Undo',
  'shortcuts.redo': 'Redo',
  'shortcuts.tools': 'Go to the tools',
  'shortcuts.link': 'Link',

  'version.newer': 'A new version of Weft is here.',
  'version.take': 'Load it',

  'outbox.heading': 'What waits to be sent',
  'outbox.note': {
    one: '{count} page waits to be sent',
    other: '{count} pages wait to be sent',
  },
  'outbox.lead':
    'It is safe on this device, and is sent by itself as soon as the server can be reached.',
  'outbox.empty': 'Nothing waits: all is on the server.',
  'outbox.text': 'Text',
  'outbox.put': 'New page',
  'outbox.patch': 'Moved or changed in the list of pages',
  'outbox.remove': 'Deleted for ever',
  'outbox.refused': 'The server does not take it: {why}',
  'outbox.again': 'Send now',
} as const;
