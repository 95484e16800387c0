/** What GitHub adds, and where blocks meet, grow and change their minds. */
export const githubCases: readonly string[] = [
  '| a | b |\n| - | :-: |\n| 1 | **2** |\n| 3 |\n\nafter',
  'text\n| a |\n|---|\n| x\n# head\n',
  '| a | b |\nno table\n',
  'a | b\n--|--\n1 | 2\n3 \\| 4 | `5|6`\n> quote',
  '| a |\n| - |\n\n\n- [ ] open\n- [x] done\n- [y] neither\n',
  '~~gone~~ ~here~ and ~~not',
  'www.example.com, https://example.com/a_b_c?d=e&f=g) and mail@example.com.',
  'One[^1], two[^two], one again[^1] and none[^3].\n\n[^1]: First.\n\n[^two]: Second\n\n    with more\n\nend',
  'A note[^a].\n\n[^a]: with another[^b]\n[^b]: **bold** and `code`\n',
  'later [foo] and [bar][foo], ![img][foo]\n\n- item [foo]\n\n> [foo]: /late "title"\n\nend [foo]',
  '[see [foo]](/a) then\n\n[foo]: /b\n',
  '[a]: /one\n[a]: /two\n\n[a]\n\n[b]\n\n[b]: /three',
  '- a\n- b\n\n- c\n  continued\n\n  para\n- d\n\n\nend',
  '- a\n  - b\n    - c\n\n      deep\n  - d\n* other\n1. one\n2. two\n10) ten\n',
  '1. Plan [a]\n   2. one\n   - two\n     - a[^1]\n     - b\n\n     - c\n   - three\n     1. d\n     2. e\n\n        f\n   - [x] g\n\n   end\n2. last\n\n[a]: /b\n[^1]: c',
  '1. one\n   ```js\n   const a = `b`\n   ```\n2. two\n\n   | a |\n   | - |\n   | b |\n3. three',
  '* a\n\n* * *\n* b\n\n-\n\n- x\n--\n',
  '```ts\nconst a = 1\n\n\nconst b = 2\n```\nafter\n~~~\n```\n~~~~\nend',
  '  ```\n  a\n   b\n c\n\td\n  ```\n\n    indented\n\n    more\n\nno',
  '````md\n```js\nx\n```\n````\n\n```',
  '> quote\n> more\nlazy\n\n> another\n> - list\n>   ```\n>   code\n>   ```\n',
  'Title\n=====\nSub\n---\n***\n___\n\n---\ntext\n- - -\n',
  '**bold *both* bold** *it **both*** __b__ _i_ `co``de` \\* &amp; &copy; &#35; &nosuch;\n**open\n\nclosed',
  '[text](http://example.com "title") ![alt](/img.png) <http://a.b> <div>html</div>\n<div>\n**no**\n\n**yes**\n</div>',
  'hard  \nbreak\\\nhere<br>there\n\n\n\n\nend',
  'CRLF\r\nline\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```\r\nold\rmac\r\rend',
  'שלום **עולם**\n\nمرحبا\n\n日本語の*強調*です。\n\n👩‍👩‍👧 *👨‍👩‍👦* e\u0301',
  `${'1. a\n'.repeat(33)}\n2. *b\n   - c\n\nend`,
  '- [a](b\n- **c\n- `d\n\n1) x\n1. y',
  '[o]: l\n-\n\n*\n\n[p]: l\n2. [o] [q]\n\n[q]: /q\nx\n===\n',
  '[a <https://b.example> c](/d) and [a[^1]](/d)\n\n[^1]: e',
  'a\n\n\u00a0\n\nb\n\t\n\tcode\n\n\ttwo',
  '\u00a0\n\nword **b** c',
  ' \t\n\nword **b** c\n\nd *e',
]

/** Formulas as models write them, and where they meet other marks and blocks. */
export const formulaCases: readonly string[] = [
  'The sum\n\n$$\n\\sum_{i=1}^{n} i\n= \\frac{n(n+1)}{2}\n$$\n\nof $n$ numbers, with $a_1 * a_2 = b_*$ and $\\{x\\}$.',
  'We get\n$$\na\n+ b\n- c\n# d\n> e\n$$\nwhere\n\\[\nx \\\\\n\\left[ y \\right]\n\\]\nend',
  '$$ x = 1 $$\n\\[ y \\]\n$$ a\n= b $$\ntext\n\n$$x$$ is, and \\[y\\] too, \\(z_1\\) and $$w$$.',
  'It costs $5 and $6, US$7, 8$ or $ 9 $; \\$10, $11\\$ and $\\$12$.\n\n$a$5 $b$ c$d$ $$$e$$$ $f$$ $$g$',
  '1. **First**:\n   $$\n   x_1\n   $$\n2. Then\n   \\[\n   y\n   \\]\n\n   so\n3. $z\n   + w$\n- $a$\n- \\(b\n\nend',
  '> $$\n> a\n> $$\n> b\n\n> $$\nlazy\n\n> \\[\n> c\n\nend',
  '$$\nopen\n\nclosed by a blank line\n$$\n\nand on *we* go\n',
  '$$\n$$\n\n$$\n\n$$\n\n$$$\nx\n$$$\n\n    $$\n    code\n',
  '| $a_1$ | $b|c$ |\n| --- | --- |\n| \\(d\\) | $e |\n$$\nf\n$$\n',
  '# About $x_1$\n[a $b$ ](/c) **d $e*f$ g** `$h` i$ *$j* k$* [l]: $m$\n\n[l]: /m\n$$\nn\n$$\n',
  '```math\nx\n```\n\n```\n$$\ny\n```\n$$\n```\nz\n$$\n<div>\n$$\nw\n$$\n</div>\n',
  'Title $x$\n===\n$$\ny\n===\n$$\n---\n\\[z\\]\n---\n\\[a\n---\n[b]: /c\n$$\nd\n$$\n',
  '\\\\(a\\) \\(b\\\\) c\\) \\[d\ne\\] \\(f\n\n\\(g\\\n\n\\[\n\\\n\\]\n\n\\[ h \\] i\n\\[ j \\]  \n\\]',
]

const sections: readonly string[] = [
  '# Streams in the browser\n\nA response body is a **stream of bytes**: `fetch()` gives it before it is complete, see [the standard](https://fetch.spec.whatwg.org/ "Fetch").[^fetch] Reading it takes a *reader*, a decoder, and patience.\n',
  'Three things go wrong most often:\n\n1. The connection drops.\n   Then the client has to **resume**.\n2. The proxy buffers:\n\n   ```nginx\n   proxy_buffering off;\n   ```\n\n3. The tab sleeps.\n',
  '| name | unit | note |\n| :--- | ---: | --- |\n| `retry` | ms | see [retry] |\n| `silence` | ms | **off** by default |\n| size | bytes | a \\| b |\n',
  '```ts\nconst response = await fetch(url)\n\nfor await (const chunk of response.body) {\n  // `decode` and *render*\n  render(decode(chunk))\n}\n```\n',
  '> It is quiet too quiet, said the client,\n> and closed the connection.\n>\n> - first\n> - second\n',
  '- [x] bytes\n- [ ] frames\n- events\n  - with `data`\n  - and an _id_\n\n    as a paragraph\n- state\n',
  'Title of a part\n---------------\n\nSome text with a snake_case_name, 2 * 3 * 4, an array[0], ~5 minutes, AT&T &amp; co, and a URL https://example.com/a?b=c&d=e.\n',
  '***\n\n<details>\n<summary>More</summary>\n\nHidden *text*\n\n</details>\n\nA line<br>break, and \\*no emphasis\\*.\n',
  '![a diagram](https://images.example/diagram.png "How it works") and ![retry]\n',
]

/** A long answer: the sections in an order of their own, then what they refer to. */
export function longDocument(seed: number): string {
  const order = sections.map((_, index) => sections[(index * 4 + seed * 5) % sections.length]!)
  const half =
    seed % 2 === 0 ? sections.slice(0, seed >> 1) : seed === 9 ? order.toReversed().slice(0, 3) : []
  return [...order, ...half, '[retry]: https://example.com/retry\n', '[^fetch]: Of 2015, and living.\n'].join(
    '\n',
  )
}

/** Pieces that random documents are made of: where they meet is where blocks and marks collide. */
export const fragments: readonly string[] = (
  `* _ \` ~ [ ] ( ) ! < > # - + = | : & \\ " ' ^ . $ ** __ ~~ \`\`\` ~~~ --- === ](/url) [^1] [foo] [text]( ![alt]( ` +
  `http://x.y www.x.y <br> <div> &amp; word snake_case é 👩‍👩‍👧 שלום`
)
  .split(' ')
  .concat([
    '\n',
    '\n\n',
    '\n\n\n',
    ' ',
    '  ',
    '    ',
    '\t',
    '\r\n',
    '\\\n',
    '\n  ',
    '\n    ',
    '\n> ',
    '\n- ',
    '\n1. ',
  ])
  .concat([
    '```js\n',
    '\n```\n',
    '- ',
    '* ',
    '1. ',
    '2) ',
    '> ',
    '# ',
    '## ',
    '- [ ] ',
    '- [x] ',
    '   - ',
    '  1. ',
  ])
  .concat(['| a | b |\n|---|---|\n', '| c | d |\n', '[^1]: ', '[foo]: /url', '<!-- ', ' -->', 'two words'])

/** And those of documents with formulas. */
export const formulaFragments: readonly string[] = [
  ...fragments,
  ...Array.from({ length: 6 }, () => [
    '$',
    '$$',
    '\\[',
    '\\]',
    '\\(',
    '\\)',
    '$x$',
    '\n$$\n',
    '\n\\[\n',
    '\n\\]\n',
    '\\frac',
    'x_1',
  ]).flat(),
]
