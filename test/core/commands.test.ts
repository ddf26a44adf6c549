import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { card } from '../../src/core/card.ts'
import type { Command } from '../../src/core/command.ts'
import { createCommands } from '../../src/core/commands.ts'
import { translatorOf } from '../../src/core/i18n.ts'

const command = (
  name: string,
  aliases: string[],
  byDefault = false,
  effect: Command['effect'] = 'read',
): Command => ({
  name,
  aliases,
  byDefault,
  access: 'everyone',
  effect,
  form: z.object({}),
  summary: 'core.help',
  examples: ['core.help', 'core.help', 'core.help'],
  run: () => Promise.resolve({ card: card() }),
})

const commands = createCommands([
  {
    name: 'notes',
    commands: [
      command('note log', ['笔记 登记', '笔记 记录'], true, 'write'),
      command('note list', ['笔记 列表', '笔记本']),
      command('notes', ['全部笔记']),
      command('help', ['帮助']),
    ],
  },
])

const found = (line: string, exact = false) => {
  const match = commands.match(line, exact)
  return match && [match.command.name, match.rest]
}

describe('a line is matched to a command', () => {
  it.each([
    ['/note list a b', 'note list', 'a b'],
    ['note list', 'note list', ''],
    ['／note　list　a', 'note list', 'a'],
    ['/NOTE List a', 'note list', 'a'],
    ['笔记 列表 a', 'note list', 'a'],
    ['笔记 list a', 'note list', 'a'],
    ['/note 登记 a', 'note log', 'a'],
    ['笔记本 a', 'note list', 'a'],
    ['/note', 'note log', ''],
    ['note: a', 'note log', 'a'],
    ['/Note： a b', 'note log', 'a b'],
    ['/note 3月5日 a', 'note log', '3月5日 a'],
    ['笔记3月5日 a', 'note log', '3月5日 a'],
    ['笔记列表3月5日', 'note list', '3月5日'],
    ['笔记 列表3月5日', 'note list', '3月5日'],
    ['/notes', 'notes', ''],
    ['全部笔记', 'notes', ''],
  ])('%s → %s “%s”', (line, name, rest) => {
    expect(found(line)).toEqual([name, rest])
  })

  it.each([
    ['笔记登记：a', ['note log', '：a']],
    ['笔记列表', ['note list', '']],
    ['笔记列表3月5日', undefined],
    ['笔记3月5日', undefined],
  ])('while a question waits only by a whole first word: %s', (line, match) => {
    expect(found(line, true)).toEqual(match)
  })

  it('or to none', () => {
    expect(found('/nothing')).toBeUndefined()
    expect(found('')).toBeUndefined()
    expect(found('notebook')).toBeUndefined()
    expect(found('notes: a')).toBeUndefined()
  })

  it('only by a whole first word where that is asked for', () => {
    expect(found('笔记3月5日', true)).toBeUndefined()
    expect(found('笔记 3月5日', true)).toEqual(['note log', '3月5日'])
  })
})

describe('a mistyped word', () => {
  it.each([
    ['/nte', 'note'],
    ['/hlep', 'help'],
    ['笔计', '笔记'],
  ])('%s is near %s', (word, nearest) => {
    expect(commands.nearest(word)[0]).toBe(nearest)
  })

  it('that is near nothing suggests nothing', () => {
    expect(commands.nearest('/xyzzy')).toEqual([])
  })
})

it('the menu has one entry a first word', () => {
  expect(commands.menu(translatorOf('en')).map(({ word }) => word)).toEqual(['note', 'notes', 'help'])
})

it('goes on with every noun that knows a verb which was said without one', () => {
  const both = createCommands([
    {
      name: 'notes',
      commands: [
        command('note list', ['笔记 导出']),
        command('letter list', ['信件 导出', '信件 清单']),
        command('parcel list', ['包裹 清单']),
      ],
    },
  ])
  expect(both.doing('/导出 台账 2025')).toEqual(['笔记 导出 台账 2025', '信件 导出 台账 2025'])
  expect(both.doing('list')).toEqual(['note list', 'letter list', 'parcel list'])
  expect(both.doing('笔记')).toEqual([])
})
