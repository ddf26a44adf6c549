import type { Block, BlockOf, Card, CardAction, Tone } from '../../core/card.ts'
import { type Translator, translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { cutTo, padTo, widthOf } from '../../core/width.ts'
import { limits, phone } from './limits.ts'
import { clean, type RichRecord, type RichText, type Run, toMessages } from './rich.ts'

/** One message: text, or a picture or file with its text as caption. Buttons by rows; their data is made when sending. */
export interface Part extends RichText {
  readonly media?:
    | { readonly kind: 'photo'; readonly url: string }
    | { readonly kind: 'document'; readonly name: string; readonly content: string }
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
        runs: [bold(label(translate, fact.label)), { text: fact.value }],
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

/** grammY writes file names into its request unquoted. */
const fileName = (name: string) => clean(name).replace(/[\n\t"';/\\]/g, '_') || 'file'

const mediaOf = (block: Block): Omit<Part, 'buttons'> | undefined => {
  if (block.type === 'file')
    return {
      text: clean(block.name).trim(),
      entities: [],
      media: { kind: 'document', name: fileName(block.name), content: block.content },
    }
  if (block.type !== 'image') return undefined
  return { text: clean(block.alt).trim(), entities: [], media: { kind: 'photo', url: block.url } }
}

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
  for (const block of card.blocks) {
    const media = mediaOf(block)
    if (media && media.text.length <= limits.captionLength) {
      flush()
      parts.push({ ...media, buttons: [] })
    } else {
      const records = media ? [{ runs: [{ text: media.text }] }] : recordsOf(block, translate)
      waiting.push(...records.map((record, index) => (index === 0 ? { ...record, opens: true } : record)))
      if (media) {
        flush()
        parts.push({ ...media, text: '', buttons: [] })
      }
    }
  }
  flush()
  const rows = card.blocks.flatMap((block) => (block.type === 'actions' ? rowsOf(block) : []))
  if (parts.length === 0 && (rows.length > 0 || reserved > 0 || card.summary))
    parts.push({ text: card.summary || nothing, entities: [], buttons: [] })
  const [first = [], ...further] = keyboardsOf(rows, limits.buttons - reserved)
  const last = parts.pop()
  return [
    ...parts,
    ...(last ? [{ ...last, buttons: first }] : []),
    ...further.map((buttons) => ({ text: nothing, entities: [], buttons })),
  ]
}
