import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/adapters/telegram/limits.ts'
import { type Part, render } from '../../../src/adapters/telegram/render.ts'
import { actions, card, facts, lineAction } from '../../../src/core/card.ts'
import { rendererContract } from '../../contracts/renderer.ts'

/** A document shows its name by itself. */
const shownMedia = ({ file, caption }: NonNullable<Part['media']>['items'][number]) => caption || file.name

rendererContract<Part>({
  name: 'telegram',
  render: (whole, locale) => render(whole, locale),
  plainText: ({ text, media }) => [text, ...(media?.items ?? []).map(shownMedia)].join('\n').trim(),
  buttons: (part) => part.buttons.flat().map(({ label }) => label),
  markup: (part) => part.entities.map(({ type }) => type),
  files: ({ media }) => (media?.items ?? []).map(({ file }) => file.id),
  limits: [
    { name: 'characters', most: limits.messageLength, of: ({ media, text }) => (media ? 0 : text.length) },
    {
      name: 'caption',
      most: limits.captionLength,
      of: ({ media }) => Math.max(0, ...(media?.items ?? []).map(({ caption }) => caption.length)),
    },
    { name: 'files of an album', most: 10, of: ({ media }) => media?.items.length ?? 0 },
    {
      name: 'buttons below an album',
      most: 0,
      of: ({ media, buttons }) => (media && media.items.length > 1 ? buttons.length : 0),
    },
    { name: 'entities', most: limits.messageEntities, of: ({ entities }) => entities.length },
    {
      name: 'entities that reach out of the text',
      most: 0,
      of: ({ text, entities }) =>
        entities.filter(({ offset, length }) => offset < 0 || length < 1 || offset + length > text.length)
          .length,
    },
    { name: 'white space at the ends', most: 0, of: ({ text }) => text.length - text.trim().length },
    { name: 'buttons', most: limits.buttons, of: ({ buttons }) => buttons.flat().length },
    {
      name: 'buttons in a row',
      most: limits.buttonsInRow,
      of: ({ buttons }) => Math.max(0, ...buttons.map((row) => row.length)),
    },
  ],
})

const only = (parts: readonly Part[]): Part => {
  const [part] = parts
  if (!part || parts.length > 1) throw new Error(`${parts.length} parts`)
  return part
}

describe('telegram rendering', () => {
  it('rings nobody whom a user’s text names', () => {
    const { text } = only(render(card({ type: 'text', text: '请 @durov 与 a@b.cn 核对' }), 'zh-CN'))
    expect(text).not.toMatch(/(?<!\w)@\w/)
    expect(text.replaceAll('\u2060', '')).toBe('请 @durov 与 a@b.cn 核对')
  })

  it('marks labels by entities counted in UTF-16', () => {
    const { text, entities } = only(
      render(
        card({ type: 'text', text: '👍𠮷' }, { type: 'facts', facts: [{ label: '人数', value: '*12*' }] }),
        'zh-CN',
      ),
    )
    expect(text).toBe('👍𠮷\n\n人数：*12*')
    expect(entities).toEqual([{ type: 'bold', offset: 6, length: 3 }])
  })

  it('begins a value of several lines below its name', () => {
    const [part] = render(card(facts(['议题', '1. 修路\n2. 供水'], ['地点', '武隆'])), 'zh-CN')
    expect(part?.text).toBe('议题：\n1. 修路\n2. 供水\n地点：武隆')
  })

  it('aligns a narrow table, Chinese characters being two columns wide', () => {
    const { text, entities } = only(
      render(
        card({
          type: 'table',
          columns: [{ title: '结对' }, { title: '人次', align: 'right' }],
          rows: [
            ['济南—武隆', '12'],
            ['Jinan', '1,200'],
          ],
        }),
        'zh-CN',
      ),
    )
    expect(text).toBe('结对         人次\n济南—武隆     12\nJinan       1,200')
    expect(entities).toEqual([{ type: 'pre', offset: 0, length: text.length }])
  })

  it('turns a table that is wider than a phone into lines', () => {
    const { text } = only(
      render(
        card({
          type: 'table',
          columns: [{ title: 'Pair' }, { title: 'Purpose' }],
          rows: [['Jinan—Wulong', 'a visit to the industrial park and its firms']],
        }),
        'en',
      ),
    )
    expect(text).toBe('• Jinan—Wulong\n  Purpose: a visit to the industrial park and its firms')
  })

  it('repeats the titles of a table in every part', () => {
    const parts = render(
      card({
        type: 'table',
        columns: [{ title: 'Name' }, { title: 'Count' }],
        rows: Array.from({ length: 400 }, (_, index) => [`row ${index}`, `${index}`]),
      }),
      'en',
    )
    expect(parts.length).toBeGreaterThan(1)
    for (const { text } of parts) expect(text).toMatch(/^Name +Count/)
  })

  it('never leaves a heading behind at the end of a part', () => {
    const parts = render(
      card(
        { type: 'text', text: 'x'.repeat(4000) },
        { type: 'heading', text: 'Visits' },
        { type: 'list', items: [{ text: 'y'.repeat(500) }] },
      ),
      'en',
    )
    expect(parts.map(({ text }) => text.slice(0, 6))).toEqual(['xxxxxx', 'Visits'])
  })

  it('draws progress, also above the whole', () => {
    const progress = (done: number) =>
      only(render(card({ type: 'progress', label: '完成率', done, total: 4, value: `${done}/4` }), 'zh-CN'))
        .text
    expect(progress(3)).toBe('完成率：\n▓▓▓▓▓▓▓▓░░ 3/4')
    expect(progress(9)).toBe('完成率：\n▓▓▓▓▓▓▓▓▓▓ 9/4')
  })

  it('puts as many buttons in a row as a phone can show', () => {
    const rows = (...labels: string[]) =>
      only(
        render(
          card({ type: 'text', text: 'x' }, actions(...labels.map((label) => lineAction(label, '/x')))),
          'en',
        ),
      ).buttons.map((row) => row.map(({ label }) => label))
    expect(rows('1', '2', '3')).toEqual([['1', '2', '3']])
    expect(rows('上一步', '跳过', '取消')).toEqual([['上一步', '跳过', '取消']])
    expect(rows('Another visit', 'The same visit as before')).toEqual([
      ['Another visit'],
      ['The same visit as before'],
    ])
  })

  it('makes no link of an address that is not one of the web', () => {
    const link = (url: string) => only(render(card({ type: 'link', text: 'open', url }), 'en')).entities
    expect(link('https://example.org')).toEqual([
      { type: 'text_link', offset: 0, length: 4, url: 'https://example.org' },
    ])
    expect(link('tg://user?id=1')).toEqual([])
    expect(link('javascript:alert(1)')).toEqual([])
  })
})

it('leaves out halves of surrogate pairs, which Telegram refuses', () => {
  expect(only(render(card({ type: 'text', text: 'a\ud842b𠮷' }), 'en')).text).toBe('ab𠮷')
})
