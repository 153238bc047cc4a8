/**
 * What GFM adds to CommonMark: the examples of its specification, version 0.29, sections "Tables", "Task list
 * items", "Strikethrough", "Autolinks" and "Disallowed Raw HTML", by their numbers there. The text of the
 * specification is by John MacFarlane and GitHub, under the Creative Commons licence BY-SA 4.0.
 */
export const GFM_EXAMPLES: readonly {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
}[] = [
  example(
    198,
    '| foo | bar |\n| --- | --- |\n| baz | bim |',
    table([
      ['foo', 'bar'],
      ['baz', 'bim'],
    ]),
  ),
  example(
    199,
    '| abc | defghi |\n:-: | -----------:\nbar | baz',
    '<table><thead><tr><th align="center">abc</th><th align="right">defghi</th></tr></thead>' +
      '<tbody><tr><td align="center">bar</td><td align="right">baz</td></tr></tbody></table>',
  ),
  example(
    200,
    '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |',
    table([['f|oo'], ['b <code>|</code> az'], ['b <strong>|</strong> im']]),
  ),
  example(
    201,
    '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar',
    `${table([
      ['abc', 'def'],
      ['bar', 'baz'],
    ])}<blockquote><p>bar</p></blockquote>`,
  ),
  example(
    202,
    '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar',
    `${table([
      ['abc', 'def'],
      ['bar', 'baz'],
      ['bar', ''],
    ])}<p>bar</p>`,
  ),
  example(203, '| abc | def |\n| --- |\n| bar |', '<p>| abc | def |\n| --- |\n| bar |</p>'),
  example(
    204,
    '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |',
    table([
      ['abc', 'def'],
      ['bar', ''],
      ['bar', 'baz'],
    ]),
  ),
  example(205, '| abc | def |\n| --- | --- |', table([['abc', 'def']])),
  example(
    279,
    '- [ ] foo\n- [x] bar',
    `<ul><li>${box(false)} foo</li><li>${box(true)} bar</li></ul>`,
  ),
  example(
    280,
    '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim',
    `<ul><li>${box(true)} foo<ul><li>${box(false)} bar</li><li>${box(true)} baz</li></ul></li>` +
      `<li>${box(false)} bim</li></ul>`,
  ),
  example(
    491,
    '~~Hi~~ Hello, ~there~ world!',
    '<p><del>Hi</del> Hello, <del>there</del> world!</p>',
  ),
  example(492, 'This ~~has a\n\nnew paragraph~~.', '<p>This ~~has a</p><p>new paragraph~~.</p>'),
  example(493, 'This will ~~~not~~~ strike.', '<p>This will ~~~not~~~ strike.</p>'),
  example(622, 'www.commonmark.org', `<p>${web('www.commonmark.org')}</p>`),
  example(
    623,
    'Visit www.commonmark.org/help for more information.',
    `<p>Visit ${web('www.commonmark.org/help')} for more information.</p>`,
  ),
  example(
    624,
    'Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.',
    `<p>Visit ${web('www.commonmark.org')}.</p><p>Visit ${web('www.commonmark.org/a.b')}.</p>`,
  ),
  example(
    625,
    'www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n' +
      '(www.google.com/search?q=Markup+(business))\n\n(www.google.com/search?q=Markup+(business)',
    ['', '))', ')', '']
      .map((after, i) => [
        i > 1 ? '(' : '',
        web('www.google.com/search?q=Markup+(business)'),
        after,
      ])
      .map((parts) => `<p>${parts.join('')}</p>`)
      .join(''),
  ),
  example(
    626,
    'www.google.com/search?q=(business))+ok',
    `<p>${web('www.google.com/search?q=(business))+ok')}</p>`,
  ),
  example(
    627,
    'www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;',
    `<p>${web('www.google.com/search?q=commonmark&amp;hl=en')}</p>` +
      `<p>${web('www.google.com/search?q=commonmark')}&amp;hl;</p>`,
  ),
  example(628, 'www.commonmark.org/he<lp', `<p>${web('www.commonmark.org/he')}&lt;lp</p>`),
  example(
    629,
    'http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))',
    `<p>${to('http://commonmark.org')}</p>` +
      `<p>(Visit ${to('https://encrypted.google.com/search?q=Markup+(business)')})</p>`,
  ),
  example(630, 'foo@bar.baz', `<p>${mail('foo@bar.baz')}</p>`),
  example(
    631,
    "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
    `<p>hello@mail+xyz.example isn't valid, but ${mail('hello+xyz@mail.example')} is.</p>`,
  ),
  example(
    632,
    'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_',
    `<p>${mail('a.b-c_d@a.b')}</p><p>${mail('a.b-c_d@a.b')}.</p><p>a.b-c_d@a.b-</p><p>a.b-c_d@a.b_</p>`,
  ),
  example(
    633,
    'mailto:foo@bar.baz\n\nmailto:a.b-c_d@a.b/\n\nmailto:a.b-c_d@a.b-\n\nxmpp:foo@bar.baz.',
    `<p>${to('mailto:foo@bar.baz')}</p><p>${to('mailto:a.b-c_d@a.b')}/</p><p>mailto:a.b-c_d@a.b-</p>` +
      `<p>${to('xmpp:foo@bar.baz')}.</p>`,
  ),
  example(
    634,
    'xmpp:foo@bar.baz/txt\n\nxmpp:foo@bar.baz/txt@bin\n\nxmpp:foo@bar.baz/txt@bin.com',
    ['txt', 'txt@bin', 'txt@bin.com']
      .map((end) => `<p>${to(`xmpp:foo@bar.baz/${end}`)}</p>`)
      .join(''),
  ),
  example(635, 'xmpp:foo@bar.baz/txt/bin', `<p>${to('xmpp:foo@bar.baz/txt')}/bin</p>`),
  example(
    657,
    '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.  <XMP> is also disallowed.\n</blockquote>',
    '<p><strong> &lt;title> &lt;style> <em></p><blockquote>' +
      '  &lt;xmp> is disallowed.  &lt;XMP> is also disallowed.</blockquote>',
  ),
];

function example(number: number, markdown: string, html: string): (typeof GFM_EXAMPLES)[number] {
  return { number, markdown: `${markdown}\n`, html };
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (name: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join('')}</tr>`;
  const body = rows.map((cells) => line('td', cells)).join('');
  return `<table><thead>${line('th', head)}</thead>${body && `<tbody>${body}</tbody>`}</table>`;
}

function box(checked: boolean): string {
  return `<input ${checked ? 'checked="" ' : ''}disabled="" type="checkbox">`;
}

function to(address: string, text = address): string {
  return `<a href="${address}">${text}</a>`;
}

function web(address: string): string {
  return to(`http://${address}`, address);
}

function mail(address: string): string {
  return to(`mailto:${address}`, address);
}
