import type { types } from '@slack/bolt'
import type { Block, BlockOf, CardAction, Tone } from '../../core/card.ts'
import { limits, shorten, splitText } from './limits.ts'
import { bold, type Element, type Line, normal, type Piece, richPieces, stacked } from './rich.ts'
import { tablePieces } from './table.ts'
import { clean, plain } from './text.ts'

const marks: Record<Exclude<Tone, 'plain' | 'quiet'>, string> = {
  success: '✅ ',
  warning: '⚠️ ',
  problem: '❌ ',
}

const listed =
  (style: 'ordered' | 'bullet') =>
  (lines: readonly Line[], first: number): types.RichTextBlockElement[] => {
    const list: types.RichTextList & { readonly offset?: number } = {
      type: 'rich_text_list',
      style,
      elements: lines.map((elements) => ({ type: 'rich_text_section', elements: [...elements] })),
      // Missing in @slack/types 3.2, but documented: where the numbers of a continued list begin.
      ...(style === 'ordered' && first > 0 && { offset: first }),
    }
    return [list]
  }

const split = (text: string) => splitText(clean(text), limits.richText)

const heading = ({ text }: BlockOf<'heading'>): Piece[] => {
  const line = clean(text).replace(/\s+/g, ' ').trim()
  if (line === '') return []
  if (line.length <= limits.header) return [{ block: { type: 'header', text: plain(line) }, words: line }]
  return richPieces(splitText(line, limits.richText).map(bold), stacked)
}

const words = ({ text, tone = 'plain' }: BlockOf<'text'>): Piece[] => {
  if (tone === 'quiet')
    return splitText(clean(text), limits.contextText).map((part) => ({
      block: { type: 'context', elements: [plain(part)] },
      words: part,
    }))
  const mark = tone === 'plain' || text === '' ? '' : marks[tone]
  return splitText(mark + clean(text), limits.sectionText).map((part) => ({
    block: { type: 'section', text: plain(part) },
    words: part,
  }))
}

const facts = (block: BlockOf<'facts'>): Piece[] =>
  richPieces(
    block.facts.flatMap(({ label, value }) => {
      const labels = split(label)
      const values = split(value)
      const [last = '', ...rest] = values
      // Lines begin below their name: the first of a numbered list stands under the others.
      const between = value.includes('\n') ? '\n' : '  '
      const head = [...bold(labels.at(-1) ?? ''), ...normal(last === '' ? '' : between + last)]
      return [...labels.slice(0, -1).map(bold), head, ...rest.map(normal)]
    }),
    stacked,
  )

const list = ({ items, ordered = false }: BlockOf<'list'>): Piece[] =>
  richPieces(
    items.flatMap(({ text, detail = '' }) => {
      const [first = '', ...rest] = split(detail === '' ? text : `${text}\n${detail}`)
      return [normal(first), ...rest.map(normal)]
    }),
    listed(ordered ? 'ordered' : 'bullet'),
  )

/** Characters in a progress bar. */
const barLength = 20

const progress = ({ label, done, total, value }: BlockOf<'progress'>): Piece[] => {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0
  const filled = Math.round(share * barLength)
  const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled)
  const [name = '', ...more] = split(label)
  return richPieces([bold(name), ...more.map(bold), normal(bar), ...split(value).map(normal)], stacked)
}

const isLink = (url: string) => /^(https?|mailto):/i.test(url) && url.length <= limits.url

const link = ({ text, url }: BlockOf<'link'>): Piece[] => {
  if (!isLink(url)) return words({ type: 'text', text: `${text}\n${url}` })
  const [first = '', ...rest] = split(text)
  const label: Element = { type: 'link', url, ...(first !== '' && { text: first }) }
  return richPieces([[label], ...rest.map(normal)], stacked).map((piece, index) =>
    index === 0 ? { ...piece, words: `${piece.words}\n${url}` } : piece,
  )
}

const button = ({ label, press, style }: CardAction, index: number): types.Button => ({
  type: 'button',
  action_id: `button:${index}`,
  text: plain(shorten(clean(label).replace(/\s+/g, ' '), limits.buttonText)),
  value: JSON.stringify(press),
  ...(style && { style }),
})

/**
 * Buttons in the rows that the card has, the three answers to one question beside each other. Slack knows no disabled
 * button: such a one is left out. One whose meaning is longer than Slack keeps is shown as words: a command typed by hand
 * still works.
 */
export const actionPieces = (rows: ReadonlyArray<readonly CardAction[]>): Piece[] => {
  let shown = 0
  const buttons = rows.map((row) =>
    row.filter(({ disabled }) => !disabled).map((action) => button(action, shown++)),
  )
  const isUsable = ({ value = '' }: types.Button) => value.length <= limits.buttonValue
  const unusable = buttons.flat().filter((each) => !isUsable(each))
  const lines = buttons.flatMap((row) => {
    const usable = row.filter(isUsable)
    return Array.from({ length: Math.ceil(usable.length / limits.actions) }, (_, line) =>
      usable.slice(line * limits.actions, (line + 1) * limits.actions),
    )
  })
  return [
    ...unusable.flatMap(({ text }) => words({ type: 'text', text: text.text, tone: 'quiet' })),
    ...lines.map((elements): Piece => ({ block: { type: 'actions', elements }, words: '' })),
  ]
}

/** A card's block as blocks of Slack. Pictures and files are shared apart, buttons stand at the end. `firstTable`: no table stands before. */
export const piecesOf = (block: Block, firstTable: boolean): Piece[] => {
  switch (block.type) {
    case 'heading':
      return heading(block)
    case 'text':
      return words(block)
    case 'facts':
      return facts(block)
    case 'list':
      return list(block)
    case 'table':
      return tablePieces(block, firstTable)
    case 'progress':
      return progress(block)
    case 'link':
      return link(block)
    case 'divider':
      return [{ block: { type: 'divider' }, words: '' }]
    case 'image':
    case 'file':
    case 'actions':
      return []
    default:
      return block satisfies never
  }
}
