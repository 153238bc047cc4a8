import type { Templates } from './page-template.ts';

/** What pages can begin with, in English. */
export const ENGLISH_TEMPLATES: Templates = {
  welcome: {
    icon: '👋',
    title: 'Welcome to Weft',
    about: 'What one can do here, to try',
    text: `This page is yours: change it, or delete it when you are done. Everything is saved as you type.

## Try it here

- [ ] Tick this box
- [ ] Write on the line below, then press Enter
- [ ] Type / there, and choose a heading, a table or a picture
- [ ] Select a word, and make it bold with Mod+B
- [ ] Begin a line with a minus sign and a space: it becomes a list
- [ ] Drag this line by the handle at its left, or move it with Mod+Shift+↑
- [ ] Take the last thing back with Mod+Z

<details>
<summary>Open me</summary>

Things that few readers need go into toggles like this one.

</details>

## Pages in pages

Make another page with the + beside **Pages**, or type \\[\\[ and its name: that is a link to it, whatever it is called later. Drag pages in the list to put them into each other.

## Find anything

Mod+P finds pages by their titles and by what is written in them. A question mark, typed anywhere but in a text, shows all keys.

## Together, and without a network

> Send the address of a page to somebody who can reach this server, and write in it at the same time. Without a network you go on as always: what you write is kept on this device, and sent when the network is back.

Did something go wrong? The menu at the top right has the **version history** of each page, and takes any version back.

## Coming from somewhere else?

**Import** at the foot of the list takes Notion’s export as it is, and Markdown, HTML, Word documents and tables.
`,
  },
  meeting: {
    icon: '🗓️',
    title: 'Meeting notes',
    about: 'Who was there, what was decided, who does what',
    text: `**Date:**

**Present:**

## What we want to settle

1. 

## Notes

- 

## Decided

- 

## To do

- [ ] What – who – until when
`,
  },
  project: {
    icon: '🎯',
    title: 'Project',
    about: 'What for, how one knows that it is done, and the way there',
    text: `> In one sentence: what is better once this is done?

## Why now



## Done when

- [ ] 

## Not part of it

- 

## The way there

| Step | Who | Until | State |
| ---- | --- | ----- | ----- |
|      |     |       |       |

## What could go wrong

- 

## Links

- 
`,
  },
  decision: {
    icon: '⚖️',
    title: 'Decision record',
    about: 'What was decided, why, and what else was thought of',
    text: `**State:** proposed

**Decided by:**

## The question



## What matters

- 

## What we could do

### First way

- For:
- Against:

### Second way

- For:
- Against:

## Decision



## What follows from it

- 
`,
  },
  week: {
    icon: '📅',
    title: 'Weekly plan',
    about: 'Three things that matter, and the days',
    text: `## Three things that matter

- [ ] 
- [ ] 
- [ ] 

## Monday

- [ ] 

## Tuesday

- [ ] 

## Wednesday

- [ ] 

## Thursday

- [ ] 

## Friday

- [ ] 

## Looking back

What went well, and what do I do otherwise next week?
`,
  },
  reading: {
    icon: '📚',
    title: 'Reading list',
    about: 'What to read, and what stayed of it',
    text: `## To read

- [ ] 

## Reading

| Title | By | What stays |
| ----- | -- | ---------- |
|       |    |            |

## Read

- 
`,
  },
};
