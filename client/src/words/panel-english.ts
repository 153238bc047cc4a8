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

  'settings.about': 'About',
  'settings.version': 'Weft {version}, protocol {protocol}.',
  'settings.licence': 'Free software under the MIT licence.',

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

  'pages.loading': 'Loading pages…',
  'pages.empty': 'There are no pages yet.',
  'pages.stale': 'This list may be out of date: {why}',

  'tree.favourites': 'Favourites',
  'tree.recent': 'Recent',
  'tree.more': 'More about {title}',
  'tree.add': 'Add a page in {title}',
  'tree.move-heading': 'Move to',
  'tree.move-search': 'Where should “{title}” go?',
  'tree.top': 'The top of all pages',
  'tree.moved-top': '“{title}” is at the top now',
  'tree.trashed': '“{title}” is in the trash',
  'tree.undo': 'Undo',
  'tree.stopped': 'Stopped. What was copied is in the trash.',
  'tree.copy-of': '{title} (copy)',
  'tree.duplicating': 'Copying “{title}”: {done} of {all}',
  'tree.duplicated': '“{title}” was copied',

  'trash.heading': 'Trash',

  'settings.heading': 'Settings',

  'panel.close': 'Close',

  'head.change-icon': 'Icon {icon}, change it',
  'head.remove-icon': 'No icon',
  'head.remove-cover': 'No cover',

  'delete.heading': 'Delete “{title}” for ever?',
  'delete.explanation': 'It is deleted for everyone, and nobody can bring it back.',
  'delete.inside': {
    one: '{count} page in it is deleted with it.',
    other: '{count} pages in it are deleted with it.',
  },
  'delete.confirm': 'Delete for everyone',
  'delete.cancel': 'Cancel',

  'media.description': 'What is to be seen?',
  'media.done': 'Done',
  'media.upload': 'Upload from this device',
  'media.wrong-address': 'This is no address of a web page.',

  'turn.into': 'Turn into {kind}',

  'action.copy-link': 'Copy link to block',
  'action.copy-markdown': 'Copy as Markdown',

  'find.heading': 'Find in this page',
  'find.find': 'Find',
  'find.replacement': 'Replace with',
  'find.count': '{at} of {of}',
  'find.none': 'Not found',
  'find.case': 'Match case',
  'find.previous': 'Previous',
  'find.next': 'Next',
  'find.replace-all': 'Replace all',
  'find.close': 'Close',

  'handle.add-hint': 'Click to add below, Alt+click to add above',
  'handle.menu-hint': 'Drag to move, click for the menu',

  'layout.resize': 'Drag to resize, double-click to make even',

  'code.languages': 'Language of the code',
  'code.search': 'Search languages…',
  'code.nothing': 'No language by that name',
  'code.plain-words': 'none txt no language',

  'pasted.heading': 'Paste as',
  'pasted.link': 'Link',
  'pasted.page': 'Mention of {page}',
  'pasted.bookmark': 'Bookmark',
  'pasted.embed': 'Embedded page ({provider})',
  'pasted.image': 'Image',

  'page-link.change': 'Link to another page',
  'page-link.heading': 'Link to page',
  'page-link.search': 'Search pages…',
  'page-link.nothing': 'No page by that name',

  'callout.icons': 'Icon of the callout',
  'callout.remove': 'Remove the icon',

  'diagram.alt': 'Diagram ({kind})',
  'diagram.empty': 'Write a diagram in Mermaid, such as flowchart LR; Idea --> Page',
  'diagram.wrong': 'This is no diagram that can be drawn: {why}',
  'diagram.large': 'This diagram is too large to be drawn.',
  'diagram.unloaded': 'This diagram could not be drawn: the connection may have failed.',

  'equation.tex': 'Equation in TeX',
  'equation.example': 'E = mc^2',
  'equation.done': 'Done',

  'link.address': 'Address',
  'link.apply': 'Apply',
  'link.remove': 'Remove link',
  'link.invalid': 'That is not a web or mail address.',

  'export.heading': 'Export',
  'export.menu': 'Export…',
  'export.everything': 'Export everything',
  'export.page': 'Takes “{title}” away as one file, with the files that it shows.',
  'export.all': 'Takes all pages away as one file, with the files that they show.',
  'export.format': 'Written as',
  'exporting.markdown': 'Markdown',
  'exporting.html': 'HTML',
  'exporting.json': 'JSON',
  'about.markdown':
    'Text files that most programs read. What Markdown has no sign for is kept in tags.',
  'about.html': 'Pages for any browser, which open from a folder without a network.',
  'about.json': 'Everything as it is, for another Weft.',
  'export.inside': 'With the pages inside',
  'export.begin': 'Export',
  'export.file': 'Weft pages',
  'export.done': 'The file is among your downloads.',
  'export.missing-file': '{file}, on “{title}”',

  'work.progress': 'How far it is',
  'work.reading': 'Reading…',
  'work.pages': '{done} of {all} pages',
  'work.missing': {
    one: '{count} thing could not be had:',
    other: '{count} things could not be had:',
  },
} as const;
