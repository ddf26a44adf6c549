import type { types } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/adapters/slack/limits.ts'
import { renderCard, type SlackFile, type SlackMessage } from '../../../src/adapters/slack/render.ts'
import { actions, card, facts, lineAction, text } from '../../../src/core/card.ts'
import { rendererContract } from '../../contracts/renderer.ts'
import { checkMessage, shownText } from '../../harness/slack-limits.ts'

type Part = SlackMessage | SlackFile

const blocksOf = (part: Part): types.KnownBlock[] => ('blocks' in part ? part.blocks : [])

/** Everything in a part that Slack would read as more than letters: text objects of mrkdwn, and rich elements but text. */
const markupIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(markupIn)
  if (typeof value !== 'object' || value === null) return []
  const own =
    'type' in value &&
    ['mrkdwn', 'user', 'channel', 'broadcast', 'usergroup', 'emoji', 'link'].includes(String(value.type))
      ? [String(value.type)]
      : []
  const style = 'style' in value && typeof value.style === 'object' ? Object.keys(value.style ?? {}) : []
  return [...own, ...style, ...Object.values(value).flatMap(markupIn)]
}

rendererContract<Part>({
  name: 'Slack',
  render: (whole, locale) => {
    const { messages, files } = renderCard(whole, locale)
    return [...messages, ...files]
  },
  plainText: (part) => ('blocks' in part ? shownText(part.blocks) : part.title),
  buttons: (part) =>
    blocksOf(part)
      .filter((block) => block.type === 'actions')
      .flatMap((block) =>
        block.elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : [])),
      ),
  markup: (part) => markupIn(blocksOf(part)),
  files: (part) => ('blocks' in part ? [] : [part.id]),
  limits: [
    {
      name: 'what the loopback Slack refuses',
      most: 0,
      of: (part) => ('blocks' in part ? checkMessage(part).length : 0),
    },
    {
      name: 'JSON of the blocks',
      most: limits.messageJson,
      of: (part) => JSON.stringify(blocksOf(part)).length,
    },
    { name: 'fallback text', most: 4_000, of: (part) => ('text' in part ? part.text.length : 0) },
  ],
})

describe('Slack messages', () => {
  it('have the summary as their notification', () => {
    const { messages } = renderCard({ ...card(text('All the words')), summary: 'In short' }, 'en')
    expect(messages.map((message) => message.text)).toEqual(['In short'])
  })

  it('have at most one table each, and show the others in fixed width', () => {
    const table = {
      type: 'table' as const,
      columns: [{ title: '结对' }, { title: '次数', align: 'right' as const }],
      rows: [
        ['济南—武隆', '3'],
        ['泰安—巫山', '12'],
      ],
    }
    const { messages } = renderCard(card(table, table), 'zh-CN')
    expect(messages).toHaveLength(1)
    expect(messages[0]?.blocks.map((block) => block.type)).toEqual(['table', 'rich_text'])
    expect(messages[0]?.words).toContain('济南—武隆     3\n泰安—巫山    12')
  })

  it('repeat the head of a table that is continued', () => {
    const rows = Array.from({ length: 250 }, (_, index) => [`V-2025-${index}`, 'x'])
    const { messages } = renderCard(
      card({ type: 'table', columns: [{ title: 'Reference' }, { title: 'Day' }], rows }),
      'en',
    )
    expect(messages.length).toBeGreaterThan(2)
    for (const message of messages) expect(shownText(message.blocks)).toMatch(/^Reference/)
  })

  it('go on counting in an ordered list that is continued', () => {
    const items = Array.from({ length: 200 }, (_, index) => ({ text: `item ${index} ${'x'.repeat(50)}` }))
    const lists = renderCard(card({ type: 'list', ordered: true, items }), 'en')
      .messages.flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    const starts = lists.map((list) => ('offset' in list ? Number(list.offset) : 0))
    const first = lists[0]
    expect(starts[0]).toBe(0)
    expect(starts[1]).toBe(first && 'elements' in first ? first.elements.length : -1)
  })

  it('give every button its own id and keep what it means', () => {
    const buttons = Array.from({ length: 60 }, (_, index) =>
      lineAction(`Page ${index}`, `/visit list page:${index}`),
    )
    const elements = renderCard(card(actions(...buttons)), 'en')
      .messages.flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    const ids = elements.map((element) => ('action_id' in element ? element.action_id : ''))
    expect(new Set(ids).size).toBe(60)
    expect(
      elements.map((element) => ('value' in element ? JSON.parse(String(element.value)) : undefined)),
    ).toEqual(buttons.map(({ press }) => press))
  })

  it('keep the buttons of a card in its rows, as many to a block as Slack takes', () => {
    const row = (count: number, name: string) =>
      actions(...Array.from({ length: count }, (_, index) => lineAction(`${name}${index}`, '/x')))
    const [message] = renderCard(card(text('x'), row(3, 'a'), row(2, 'b'), row(30, 'c')), 'en').messages
    const blocks = message?.blocks ?? []
    expect(blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []))).toEqual([
      3, 2, 25, 5,
    ])
    expect(checkMessage({ blocks, text: 'x' })).toEqual([])
  })

  it('begin a value of several lines below its name', () => {
    const whole = card(facts(['Agenda', '1. roads\n2. water'], ['Place', 'Wulong']))
    expect(renderCard(whole, 'en').messages[0]?.words).toBe('Agenda\n1. roads\n2. water\nPlace  Wulong')
  })

  it('still say what a button was for when its meaning is longer than Slack keeps', () => {
    const { messages } = renderCard(card(text('x'), actions(lineAction('Too long', 'x'.repeat(2_000)))), 'en')
    expect(messages[0]?.words).toContain('Too long')
  })
})
