import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actions, type Block, type Card, card, fileBlock, lineAction } from '../../src/core/card.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { type Locale, locales } from '../../src/core/request.ts'

/** One renderer, described for the suite that every renderer passes. A part is one message of the platform. */
export interface RendererDescription<Part> {
  readonly name: string
  render(card: Card, locale: Locale): readonly Part[]
  /** Everything a person reads in a part, in order, with the renderer's own escapes and colours undone; button labels apart. */
  plainText(part: Part): string
  /** The labels of a part's buttons. */
  buttons(part: Part): readonly string[]
  /**
   * What the platform would take for markup in a part, as it reads it: one word for each bold run, mention, link…
   * (`bold`, `mention`). User text must never add to it.
   */
  markup(part: Part): readonly string[]
  /** The ids of the files that a part shows. */
  files(part: Part): readonly string[]
  /** Every limit of the platform that a part must keep. */
  readonly limits: ReadonlyArray<{ readonly name: string; readonly most: number; of(part: Part): number }>
}

/** Strings that act on one platform or another when they are not escaped. */
export const hostileTexts = [
  '*bold* _italic_ ~gone~ `code` ```pre```',
  '**bold** __under__ ||spoiler|| [link](https://evil.example)',
  '<b>bold</b><script>alert(1)</script><a href="tg://user?id=1">x</a>',
  '&lt;b&gt; &amp; &#42; &quot;',
  '<@U123> <!channel> <!here> <#C1|general> <https://evil.example|click>',
  '> quote\n# heading\n- item',
  'ask @durov and @here, @channel',
  '\u202Eevil\u202C \u2066isolate\u2069 مرحبا',
  '\u001B[31mred\u001B[0m \u001B]0;title\u0007 bell',
  '{count, plural, one {#}} {name} %s $(x) \\ \\n',
  '👨‍👩‍👧‍👦 𠮷野家 e\u0301 鲁渝协作',
  '\\*not\\* \\<b\\> ]]> --> */',
] as const

const photo = (id: string) => ({ id, name: `${id}.jpg`, mediaType: 'image/jpeg', size: 3_000_000 })

const paint = (text: string) =>
  card(
    { type: 'heading', text },
    { type: 'text', text },
    { type: 'text', text, tone: 'problem' },
    { type: 'facts', facts: [{ label: text, value: text }] },
    { type: 'list', items: [{ text, detail: text }] },
    { type: 'list', ordered: true, items: [{ text }] },
    { type: 'table', columns: [{ title: text }, { title: text, align: 'right' }], rows: [[text, text]] },
    { type: 'progress', label: text, done: 3, total: 4, value: text },
    { type: 'image', alt: text, file: photo('photo1') },
    { type: 'link', text, url: 'https://example.org/page' },
    { type: 'divider' },
    actions(lineAction(text, '/help'), lineAction('b', '/pairs', 'danger')),
  )

/** Text as it is compared: without white space, control and direction characters, which a renderer may drop or turn into spaces. */
export const bare = (text: string): string =>
  text.replace(/[\s\p{Cc}\u200E\u200F\u2060\u202A-\u202E\u2066-\u2069]/gu, '')

/** The same text, as wide as before, without any character that could mean something. */
const disarm = (text: string): string =>
  text.replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu, '').replace(/[!-/:-@[-`{-~]/g, 'x')

const marked = (id: string) =>
  fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => `〔${id}${text}${id}〕`)

interface Known {
  readonly block: Block
  /** Each record as the pieces that must stand together in one part, in order. */
  readonly records: readonly (readonly string[])[]
}

const records = (count: number, width: number, name: string) =>
  fc.tuple(
    ...Array.from({ length: count }, (_, row) =>
      fc.tuple(...Array.from({ length: width }, (_, column) => marked(`${name}${row}.${column}.`))),
    ),
  )

const knownBlock = (name: string): fc.Arbitrary<Known> =>
  fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()).chain(([count, ordered]) =>
      records(count, 2, name).map(
        (items): Known => ({
          block: {
            type: 'list',
            ordered,
            items: items.map(([text = '', detail = '']) => ({ text, detail })),
          },
          records: items,
        }),
      ),
    ),
    fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 })).chain(([count, width]) =>
      records(count, width, name).map(
        (rows): Known => ({
          block: {
            type: 'table',
            columns: Array.from({ length: width }, (_, column) => ({ title: `t${column}` })),
            rows,
          },
          records: rows,
        }),
      ),
    ),
    fc.integer({ min: 1, max: 40 }).chain((count) =>
      records(count, 2, name).map(
        (entries): Known => ({
          block: { type: 'facts', facts: entries.map(([label = '', value = '']) => ({ label, value })) },
          records: entries,
        }),
      ),
    ),
    marked(name).map((text): Known => ({ block: { type: 'heading', text }, records: [[text]] })),
    marked(name).map((text): Known => ({ block: { type: 'text', text }, records: [[text]] })),
  )

const knownCard = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => knownBlock(`B${index}-`))))

const holds = (text: string, pieces: readonly string[]): boolean => {
  let from = 0
  for (const piece of pieces) {
    const at = text.indexOf(bare(piece), from)
    if (at < 0) return false
    from = at + bare(piece).length
  }
  return true
}

/** The suite. Call it once, at the top of a renderer's test file. */
export const rendererContract = <Part>(renderer: RendererDescription<Part>): void => {
  const read = (whole: Card, locale: Locale = 'en') => renderer.render(whole, locale).map(renderer.plainText)
  const withinLimits = (parts: readonly Part[]) => {
    for (const part of parts)
      for (const limit of renderer.limits) expect(limit.of(part), limit.name).toBeLessThanOrEqual(limit.most)
  }
  const mark = (locale: Locale, number: number, total: number) =>
    translatorOf(locale)('core.part', { number: String(number), total: String(total) })

  describe(`${renderer.name}: what every renderer does`, () => {
    it('shows every kind of block', () => {
      const shown = read(
        card(
          { type: 'heading', text: 'Heading' },
          { type: 'text', text: 'Words' },
          { type: 'text', text: 'Quiet', tone: 'quiet' },
          { type: 'text', text: 'Good', tone: 'success' },
          { type: 'text', text: 'Careful', tone: 'warning' },
          { type: 'text', text: 'Wrong', tone: 'problem' },
          { type: 'facts', facts: [{ label: 'Label', value: 'Value' }] },
          { type: 'list', items: [{ text: 'Item', detail: 'Detail' }] },
          { type: 'list', ordered: true, items: [{ text: 'First' }, { text: 'Second' }] },
          {
            type: 'table',
            columns: [{ title: 'Pair' }, { title: 'Count', align: 'right' }],
            rows: [['济南—武隆', '12']],
          },
          { type: 'progress', label: 'Done', done: 3, total: 4, value: '75%' },
          { type: 'image', alt: 'Picture', file: photo('photo1') },
          { type: 'file', file: { id: 'sheet1', name: 'visits.csv', mediaType: 'text/csv', size: 9 } },
          { type: 'divider' },
          { type: 'link', text: 'Page', url: 'https://example.org/page' },
        ),
      ).join('\n')
      for (const word of [
        ...['Heading', 'Words', 'Quiet', 'Good', 'Careful', 'Wrong', 'Label', 'Value', 'Item', 'Detail'],
        ...[
          'First',
          'Second',
          'Pair',
          'Count',
          '济南—武隆',
          '12',
          'Done',
          '75%',
          'Picture',
          'visits.csv',
          'Page',
        ],
      ])
        expect(shown).toContain(word)
    })

    it('shows every button, under the last part, also when there is nothing else', () => {
      const many = Array.from({ length: 12 }, (_, index) => lineAction(`Button ${index}`, '/help'))
      const long = { type: 'text', text: 'word '.repeat(6000) } as const
      for (const whole of [card(actions(...many)), card(long, actions(...many))]) {
        const parts = renderer.render(whole, 'en')
        withinLimits(parts)
        expect(parts.flatMap(renderer.buttons)).toEqual(many.map((action) => action.label))
        expect(parts.slice(0, -1).flatMap(renderer.buttons)).toEqual([])
      }
    })

    it('shows every file, in order, however many there are, and the buttons once', () => {
      const photos = Array.from({ length: 23 }, (_, index) => `photo${index}`)
      const sheets = ['sheet0', 'sheet1', 'sheet2']
      const whole = card(
        { type: 'text', text: 'Words' },
        ...photos.map((id): Block => ({ type: 'image', file: photo(id), alt: `picture of ${id}` })),
        ...sheets.map((id): Block => fileBlock({ id, name: `${id}.csv`, mediaType: 'text/csv', size: 9 })),
        actions(lineAction('Next', '/x')),
      )
      const parts = renderer.render(whole, 'en')
      withinLimits(parts)
      expect(parts.flatMap(renderer.files)).toEqual([...photos, ...sheets])
      expect(parts.flatMap(renderer.buttons)).toEqual(['Next'])
      const onlyFiles = renderer.render(card(...whole.blocks.slice(1)), 'en')
      withinLimits(onlyFiles)
      expect(onlyFiles.flatMap(renderer.files)).toEqual([...photos, ...sheets])
      expect(onlyFiles.flatMap(renderer.buttons)).toEqual(['Next'])
    })

    it('cuts a label that is too long, and keeps the button', () => {
      const parts = renderer.render(
        card({ type: 'text', text: 'x' }, actions(lineAction('鲁'.repeat(500), '/x'))),
        'en',
      )
      withinLimits(parts)
      const [label] = parts.flatMap(renderer.buttons)
      expect(label).toMatch(/^鲁{5}/)
    })

    it('does not fail on empty blocks', () => {
      withinLimits(renderer.render({ blocks: [] }, 'en'))
      withinLimits(renderer.render(paint(''), 'en'))
    })

    it.each(hostileTexts)('never takes text for markup: %j', (hostile) => {
      const parts = renderer.render(paint(hostile), 'en')
      withinLimits(parts)
      expect(parts.flatMap(renderer.markup)).toEqual(
        renderer.render(paint(disarm(hostile)), 'en').flatMap(renderer.markup),
      )
      const shown = bare(parts.map(renderer.plainText).join(''))
      expect(shown.split(bare(hostile)).length).toBeGreaterThan(8)
    })

    it('has no characters in its text that steer a terminal or turn the direction of what follows', () => {
      for (const text of read(paint(hostileTexts.join(' '))))
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202A-\u202E]/u)
    })

    it('gives an item that has nothing below it no line below it', () => {
      const shown = (detail?: string) =>
        read(
          card({ type: 'list', items: [{ text: 'L-2025-0001', ...(detail !== undefined && { detail }) }] }),
        )
      expect(shown('')).toEqual(shown())
    })

    it('numbers the parts of a long card in the language of the reader, and a short card not at all', () => {
      const long = card({
        type: 'list',
        items: Array.from({ length: 3000 }, (_, index) => ({ text: `item ${index}` })),
      })
      for (const locale of locales) {
        const parts = read(long, locale)
        if (parts.length > 1)
          for (const [index, part] of parts.entries())
            expect(part).toContain(mark(locale, index + 1, parts.length))
        const [short = ''] = read(card({ type: 'text', text: 'short' }), locale)
        expect(short).not.toContain(mark(locale, 1, 1))
      }
    })

    it('loses no record, cuts none, and keeps every limit', () => {
      fc.assert(
        fc.property(knownCard, fc.constantFrom(...locales), (blocks, locale) => {
          const parts = renderer.render({ blocks: blocks.map(({ block }) => block) }, locale)
          withinLimits(parts)
          const shown = parts.map((part) => bare(renderer.plainText(part)))
          for (const record of blocks.flatMap((block) => block.records))
            if (!shown.some((text) => holds(text, record))) throw new Error(`lost: ${JSON.stringify(record)}`)
        }),
        { numRuns: 30 },
      )
    })

    it('splits a record that is longer than a message, and loses nothing of it', () => {
      fc.assert(
        fc.property(
          fc.string({
            unit: fc.constantFrom('鲁', '渝', '。', ' ', 'a', 'b', '𠮷', '，', '\n'),
            minLength: 4000,
            maxLength: 9000,
          }),
          fc.constantFrom('text', 'list', 'facts'),
          (words, type) => {
            const block: Block =
              type === 'text'
                ? { type, text: words }
                : type === 'list'
                  ? { type, items: [{ text: words }] }
                  : { type, facts: [{ label: 'L', value: words }] }
            const parts = renderer.render(card(block), 'en')
            withinLimits(parts)
            const total = parts.length
            const shown = parts.map((part, index) =>
              renderer.plainText(part).replace(mark('en', index + 1, total), ''),
            )
            expect(bare(shown.join(''))).toContain(bare(words))
          },
        ),
        { numRuns: 15 },
      )
    })
  })
}
