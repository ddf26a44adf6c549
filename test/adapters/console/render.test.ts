import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { renderConsole } from '../../../src/adapters/console/render.ts'
import { actions, type Block, type BlockOf, card, lineAction, text } from '../../../src/core/card.ts'
import { widthOf } from '../../../src/core/width.ts'
import { rendererContract } from '../../contracts/renderer.ts'

/** A terminal has no limit: a card is one part. */
for (const columns of [Number.POSITIVE_INFINITY, 60])
  rendererContract({
    name: `console of ${columns} columns`,
    render: (whole) => [renderConsole(whole, true, 'data/files', columns)],
    plainText: ({ text, actions: buttons }) => {
      const plain = stripVTControlCharacters(text)
      return buttons.length > 0 ? plain.replace(/(?:^|\n)\[1\][\s\S]*$/, '') : plain
    },
    buttons: ({ actions: buttons }) => buttons.map(({ label }) => label),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is counted
    markup: ({ text }) => text.match(/\u001B\[\d+m/g) ?? [],
    files: ({ text }) =>
      [...stripVTControlCharacters(text).matchAll(/data\/files\/(\w+)-/g)].map(([, id = '']) => id),
    limits: [],
  })

describe('on a terminal', () => {
  it('numbers the buttons of a card through, however many rows they stand in', () => {
    const { text: words, actions: buttons } = renderConsole(
      card(actions(lineAction('是', '/a'), lineAction('否', '/b')), actions(lineAction('取消', '/c'))),
      false,
      'data/files',
    )
    expect(words).toBe('[1] 是  [2] 否\n[3] 取消')
    expect(buttons).toHaveLength(3)
  })

  it('aligns columns with Chinese and Latin words', () => {
    const { text: words } = renderConsole(
      card({
        type: 'table',
        columns: [{ title: '结对' }, { title: '人次', align: 'right' }],
        rows: [
          ['济南—武隆', '12'],
          ['Jinan', '7'],
        ],
      }),
      false,
      'data/files',
    )
    expect(words.split('\n')).toEqual(['结对       人次', '济南—武隆    12', 'Jinan         7'])
  })

  const table: BlockOf<'table'> = {
    type: 'table',
    columns: [{ title: '结对' }, { title: '批次', align: 'right' }, { title: '人次', align: 'right' }],
    rows: [
      ['济南—武隆', '1', '12'],
      ['合计', '1', '12'],
    ],
  }
  const shown = (columns: number, ...blocks: Block[]) =>
    renderConsole(card(...blocks), false, 'files', columns).text

  it('continues a table that is too wide below, with the first cell of each row again', () => {
    expect(shown(22, table)).toBe('结对       批次  人次\n济南—武隆     1    12\n合计          1    12')
    expect(shown(20, table)).toBe(
      [
        '结对       批次',
        '济南—武隆     1',
        '合计          1',
        '结对       人次',
        '济南—武隆    12',
        '合计         12',
      ].join('\n'),
    )
  })

  it('shows the rows of a table with long cells one below the other', () => {
    const purpose = '考察产业园区并签订劳务协作协议，座谈文旅融合发展，走访易地搬迁安置点'
    const rows = [['V-2025-0001', purpose]]
    expect(shown(60, { ...table, columns: [{ title: '编号' }, { title: '事由' }], rows })).toBe(
      'V-2025-0001\n  事由  考察产业园区并签订劳务协作协议，座谈文旅融合发展，走\n        访易地搬迁安置点',
    )
  })

  it('breaks between buttons, never within one', () => {
    const labels = ['登记互访', 'All visits of the pair', '撤销', '本周周报']
    expect(shown(30, actions(...labels.map((label) => lineAction(label, '/x'))))).toBe(
      '[1] 登记互访\n[2] All visits of the pair\n[3] 撤销  [4] 本周周报',
    )
  })

  it('breaks words and sentences where they may be broken, and sets in what goes on', () => {
    expect(shown(24, text('Please write down the outcome。请尽快填写成效（不少于十字）。'))).toBe(
      'Please write down the\noutcome。请尽快填写成效\n（不少于十字）。',
    )
    expect(
      shown(24, {
        type: 'list',
        items: [{ text: '五月召开联席会议并签订协议', detail: 'as was agreed upon in March' }],
      }),
    ).toBe('  • 五月召开联席会议并签\n    订协议\n    as was agreed upon\n    in March')
  })

  it('keeps every line within the width, from 60 to 200 columns', () => {
    const words = '互访代表团 visited the industrial park，并座谈。'.repeat(12)
    const blocks: Block[] = [
      { type: 'heading', text: words },
      text(words),
      { type: 'facts', facts: [{ label: '事由', value: words }] },
      { type: 'facts', facts: [{ label: '一个很长的标签'.repeat(5), value: words }] },
      { type: 'list', items: [{ text: words, detail: words }] },
      { ...table, rows: [[words, '1', '2']] },
      {
        type: 'table',
        columns: 'abcdefghijklmnop'.split('').map((title) => ({ title })),
        rows: [Array.from({ length: 16 }, () => '济南—武隆')],
      },
      { type: 'progress', label: words, done: 1, total: 2, value: '50%' },
      actions(...Array.from({ length: 40 }, (_, index) => lineAction(`第${index}个`, '/x'))),
    ]
    for (let columns = 60; columns <= 200; columns += 7)
      for (const line of shown(columns, ...blocks).split('\n'))
        expect(widthOf(line, 'terminal'), line).toBeLessThanOrEqual(columns)
  })
})
