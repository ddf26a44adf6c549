import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { renderConsole } from '../../../src/adapters/console/render.ts'
import { actions, card, lineAction } from '../../../src/core/card.ts'
import { rendererContract } from '../../contracts/renderer.ts'

/** A terminal has no limit: a card is one part. */
rendererContract({
  name: 'console',
  render: (whole) => [renderConsole(whole, true, 'data/files')],
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
    const { text, actions: buttons } = renderConsole(
      card(actions(lineAction('是', '/a'), lineAction('否', '/b')), actions(lineAction('取消', '/c'))),
      false,
      'data/files',
    )
    expect(text).toBe('[1] 是  [2] 否\n[3] 取消')
    expect(buttons).toHaveLength(3)
  })

  it('aligns columns with Chinese and Latin words', () => {
    const { text } = renderConsole(
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
    expect(text.split('\n')).toEqual(['结对       人次', '济南—武隆    12', 'Jinan         7'])
  })
})
