import type { Block, BlockOf, Card, CardAction, Tone } from '../../core/card.ts'
import type { StoredFile } from '../../core/files.ts'
import { type Translator, translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { cutTo, padTo, widthOf } from '../../core/width.ts'
import { limits, phone } from './limits.ts'
import { clean, type RichRecord, type RichText, type Run, toMessages } from './rich.ts'

/** Pictures or documents of one message or album, by what they are sent as. */
export interface Media {
  readonly kind: 'photo' | 'document'
  readonly items: ReadonlyArray<{ readonly file: StoredFile; readonly caption: string }>
}

/** One message: text, or pictures or files with their own captions. Buttons by rows; their data is made when sending. */
export interface Part extends RichText {
  readonly media?: Media
  readonly buttons: ReadonlyArray<readonly CardAction[]>
}

const marks: Readonly<Record<Tone, string>> = {
  plain: '',
  quiet: '',
  success: '✅ ',
  warning: '⚠️ ',
  problem: '❌ ',
}
const rule = '────────'
/** Shown where a message must have a text but its card has only buttons. */
const nothing = '⋯'
const barLength = 10

const bold = (text: string): Run => ({ text, look: 'bold' })
const label = (translate: Translator, text: string) => translate('telegram.label', { label: text })

const bar = (done: number, total: number): string => {
  const filled = total > 0 ? Math.round(Math.min(1, Math.max(0, done / total)) * barLength) : 0
  return '▓'.repeat(filled) + '░'.repeat(barLength - filled)
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

/** A table as aligned columns; as lines of "title: value" when it is wider than a phone. */
const tableRecords = (table: BlockOf<'table'>, translate: Translator): RichRecord[] => {
  const columns = table.columns.map((column) => ({ ...column, title: column.title.replace(/\s+/g, ' ') }))
  const rows = table.rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')))
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  if (widths.reduce((sum, width) => sum + width + 2, -2) > phone.tableColumns)
    return rows.map((row) => ({
      runs: [
        bold(`• ${row[0] ?? ''}`),
        ...row.slice(1).map((cell, index) => ({
          text: `\n  ${label(translate, columns[index + 1]?.title ?? '')}${cell}`,
        })),
      ],
    }))
  const line = (cells: readonly string[]): Run => ({
    text: widths
      .map((width, index) => padTo(cells[index] ?? '', width, columns[index]?.align))
      .join('  ')
      .trimEnd(),
    look: 'pre',
  })
  const titles = line(columns.map(({ title }) => title))
  return [{ runs: [titles], leads: true }, ...rows.map((row) => ({ runs: [line(row)], repeated: [titles] }))]
}

/** A block as the lines that must not be cut; pictures, files and buttons are no lines. */
const recordsOf = (block: Block, translate: Translator): RichRecord[] => {
  switch (block.type) {
    case 'heading':
      return [{ runs: [bold(block.text)], leads: true }]
    case 'text':
      return [{ runs: [{ text: block.text && marks[block.tone ?? 'plain'] + block.text }] }]
    case 'facts':
      return block.facts.map((fact) => ({
        // Lines begin below their name: the first of a numbered list stands under the others.
        runs: [
          bold(label(translate, fact.label)),
          { text: fact.value.includes('\n') ? `\n${fact.value}` : fact.value },
        ],
      }))
    case 'list':
      return block.items.map((item, index) => ({
        runs: [
          { text: `${block.ordered ? `${index + 1}.` : '•'} ${item.text}` },
          { text: item.detail ? `\n   ${item.detail}` : '' },
        ],
      }))
    case 'table':
      return tableRecords(block, translate)
    case 'progress':
      return [
        {
          runs: [
            bold(label(translate, block.label)),
            { text: `\n${bar(block.done, block.total)} ${block.value}` },
          ],
        },
      ]
    case 'divider':
      return [{ runs: [{ text: rule }] }]
    case 'link':
      return [
        {
          runs: isWebAddress(block.url)
            ? [{ text: block.text || block.url, url: block.url }]
            : [{ text: block.text }],
        },
      ]
    case 'image':
    case 'file':
    case 'actions':
      return []
  }
}

const mediaOf = (block: Block): Media | undefined => {
  if (block.type === 'file') return { kind: 'document', items: [{ file: block.file, caption: '' }] }
  if (block.type !== 'image') return undefined
  const kind = block.file.size > limits.photo ? 'document' : 'photo'
  return { kind, items: [{ file: block.file, caption: clean(block.alt).trim() }] }
}

/** Pictures that follow one another are one album, and so are documents. */
const joined = (last: Part | undefined, media: Media): Part | undefined =>
  last?.media?.kind === media.kind && last.media.items.length < limits.album
    ? { ...last, media: { ...media, items: [...last.media.items, ...media.items] } }
    : undefined

const isAlbum = ({ media }: Part): boolean => media !== undefined && media.items.length > 1

/** How wide a label may be, in columns, with so many buttons in a row. */
const labelColumns = (buttonsInRow: number) => Math.floor(phone.buttonColumns / buttonsInRow) - 3

const rowsOf = ({ actions }: BlockOf<'actions'>): CardAction[][] => {
  const rows: CardAction[][] = []
  for (const action of actions) {
    const button = { ...action, label: cutTo(clean(action.label).trim() || nothing, labelColumns(1)) }
    const wider = [...(rows.at(-1) ?? []), button]
    const roomy =
      wider.length <= limits.buttonsInRow &&
      wider.every(({ label }) => widthOf(label) <= labelColumns(wider.length))
    if (rows.length > 0 && roomy) rows[rows.length - 1] = wider
    else rows.push([button])
  }
  return rows
}

/** Rows as keyboards that hold no more buttons than a message may have. */
const keyboardsOf = (rows: readonly CardAction[][], most: number): CardAction[][][] => {
  const keyboards: CardAction[][][] = [[]]
  for (const row of rows) {
    const last = keyboards.at(-1) ?? []
    if (last.flat().length + row.length <= most) last.push(row)
    else keyboards.push([row])
  }
  return keyboards
}

/**
 * A card as Telegram messages: text with entities (never parse_mode, so no text can become markup), split at record
 * borders and numbered, with the buttons under the last one. `reserved` buttons are left free there (a calendar).
 */
export const render = (card: Card, locale: Locale, reserved = 0): Part[] => {
  const translate = translatorOf(locale)
  const number = (part: number, total: number) =>
    translate('core.part', { number: String(part), total: String(total) })
  const parts: Part[] = []
  let waiting: RichRecord[] = []
  const flush = () => {
    parts.push(...toMessages(waiting, number).map((text) => ({ ...text, buttons: [] })))
    waiting = []
  }
  const add = (records: readonly RichRecord[]) =>
    waiting.push(...records.map((record, index) => (index === 0 ? { ...record, opens: true } : record)))
  const show = (media: Media) => {
    flush()
    const album = joined(parts.at(-1), media)
    if (album) parts[parts.length - 1] = album
    else parts.push({ text: '', entities: [], media, buttons: [] })
  }
  for (const block of card.blocks) {
    const media = mediaOf(block)
    const caption = media?.items[0]?.caption ?? ''
    if (!media) add(recordsOf(block, translate))
    else if (caption.length <= limits.captionLength) show(media)
    else {
      add([{ runs: [{ text: caption }] }])
      show({ ...media, items: media.items.map(({ file }) => ({ file, caption: '' })) })
    }
  }
  flush()
  const rows = card.blocks.flatMap((block) => (block.type === 'actions' ? rowsOf(block) : []))
  if (parts.length === 0 && (rows.length > 0 || reserved > 0 || card.summary))
    parts.push({ text: card.summary || nothing, entities: [], buttons: [] })
  const [first = [], ...further] = keyboardsOf(rows, limits.buttons - reserved)
  // An album has no buttons: they stand below what is said above it, or below a line of their own.
  if (rows.length > 0 && parts.every(isAlbum)) parts.push({ text: nothing, entities: [], buttons: [] })
  const last = parts.findLastIndex((part) => !isAlbum(part))
  return [
    ...parts.map((part, index) => (index === last ? { ...part, buttons: first } : part)),
    ...further.map((buttons) => ({ text: nothing, entities: [], buttons })),
  ]
}
