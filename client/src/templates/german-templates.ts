import type { Templates } from './page-template.ts';

/** What pages can begin with, in German. */
export const GERMAN_TEMPLATES: Templates = {
  welcome: {
    icon: '👋',
    title: 'Willkommen bei Weft',
    about: 'Was man hier tun kann, zum Ausprobieren',
    text: `Diese Seite gehört dir: Ändere sie, oder lösche sie, wenn du fertig bist. Alles wird beim Tippen gespeichert.

## Probier es hier aus

- [ ] Hake dieses Kästchen ab
- [ ] Schreib in die Zeile darunter und drücke die Eingabetaste
- [ ] Tippe dort / und wähle eine Überschrift, eine Tabelle oder ein Bild
- [ ] Markiere ein Wort und mach es mit Mod+B fett
- [ ] Beginne eine Zeile mit einem Minus und einem Leerzeichen: Sie wird zur Liste
- [ ] Zieh diese Zeile am Griff links, oder verschiebe sie mit Mod+Umschalt+↑
- [ ] Nimm das Letzte mit Mod+Z zurück

<details>
<summary>Klapp mich auf</summary>

Was nur wenige lesen müssen, passt in solche Aufklapplisten.

</details>

## Seiten in Seiten

Neue Seiten machst du mit dem + neben **Seiten**, oder du tippst \\[\\[ und einen Namen: Das ist ein Link dorthin, wie auch immer die Seite später heißt. Zieh Seiten in der Liste ineinander.

## Alles finden

Mod+P findet Seiten nach ihrem Titel und nach dem, was in ihnen steht. Ein Fragezeichen, außerhalb eines Textes getippt, zeigt alle Tasten.

## Zusammen, und ohne Netz

> Schick die Adresse einer Seite jemandem, der diesen Server erreicht, und schreibt gleichzeitig darin. Ohne Netz geht es weiter wie immer: Was du schreibst, bleibt auf diesem Gerät und wird gesendet, sobald das Netz wieder da ist.

Ist etwas schiefgegangen? Im Menü oben rechts steht der **Versionsverlauf** jeder Seite, und jede Version lässt sich zurückholen.

## Du kommst von woanders?

**Importieren** unten in der Liste nimmt Notions Export, wie er ist, und Markdown, HTML, Word-Dokumente und Tabellen.
`,
  },
  meeting: {
    icon: '🗓️',
    title: 'Besprechung',
    about: 'Wer dabei war, was beschlossen wurde, wer was tut',
    text: `**Datum:**

**Dabei:**

## Was wir klären wollen

1. 

## Notizen

- 

## Beschlossen

- 

## Zu tun

- [ ] Was – wer – bis wann
`,
  },
  project: {
    icon: '🎯',
    title: 'Projekt',
    about: 'Wozu, woran man merkt, dass es fertig ist, und der Weg dahin',
    text: `> In einem Satz: Was ist besser, wenn das fertig ist?

## Warum jetzt



## Fertig, wenn

- [ ] 

## Gehört nicht dazu

- 

## Der Weg dahin

| Schritt | Wer | Bis | Stand |
| ------- | --- | --- | ----- |
|         |     |     |       |

## Was schiefgehen kann

- 

## Links

- 
`,
  },
  decision: {
    icon: '⚖️',
    title: 'Entscheidung',
    about: 'Was entschieden wurde, warum, und was noch erwogen wurde',
    text: `**Stand:** vorgeschlagen

**Entschieden von:**

## Die Frage



## Worauf es ankommt

- 

## Was wir tun könnten

### Erster Weg

- Dafür:
- Dagegen:

### Zweiter Weg

- Dafür:
- Dagegen:

## Entscheidung



## Was daraus folgt

- 
`,
  },
  week: {
    icon: '📅',
    title: 'Wochenplan',
    about: 'Drei Dinge, auf die es ankommt, und die Tage',
    text: `## Drei Dinge, auf die es ankommt

- [ ] 
- [ ] 
- [ ] 

## Montag

- [ ] 

## Dienstag

- [ ] 

## Mittwoch

- [ ] 

## Donnerstag

- [ ] 

## Freitag

- [ ] 

## Rückblick

Was lief gut, und was mache ich nächste Woche anders?
`,
  },
  reading: {
    icon: '📚',
    title: 'Leseliste',
    about: 'Was zu lesen ist, und was davon blieb',
    text: `## Zu lesen

- [ ] 

## Lese ich gerade

| Titel | Von | Was bleibt |
| ----- | --- | ---------- |
|       |     |            |

## Gelesen

- 
`,
  },
};
