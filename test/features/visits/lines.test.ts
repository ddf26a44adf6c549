import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCommands } from '../../../src/core/commands.ts'
import { fieldsOf, type Reading } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { readLine } from '../../../src/core/line/line.ts'
import { locales } from '../../../src/core/request.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const commands = createCommands([
  createVisits({
    registry: foundingRegistry(),
    calendar: createCalendar(),
    digestCron: '0 9 * * 1',
    defaultLocale: 'zh-CN',
    features: () => [],
  }),
])

/** Every field of the command's form, as it is understood; the direction as people see it, the rest as it is stored. */
const understood = (commandName: string, line: string, reading: Reading): Record<string, string> => {
  const command = commands.named(commandName)
  if (!command) throw new Error(`no command ${commandName}`)
  const { entries, leftover } = readLine(command.form, line, reading)
  const cells = fieldsOf(command.form).map(({ name, type }): [string, string] => {
    const outcome = entries[name]?.outcome
    if (!outcome) return [name, '']
    if (outcome.kind === 'problem') return [name, `! ${outcome.problem.key}`]
    const written = (value: unknown) => (name === 'direction' ? type.show(value, reading) : type.write(value))
    if (outcome.kind === 'value') return [name, written(outcome.value)]
    return [name, `? ${outcome.values.map(written).join(' / ')}`]
  })
  return { ...Object.fromEntries(cells), left: leftover }
}

const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

const sections = readFileSync(new URL('lines.md', import.meta.url), 'utf8')
  .split(/^## /mu)
  .slice(1)
  .map((section) => {
    const [title = '', ...lines] = section.split('\n')
    const [header = '', , ...rows] = lines.filter((line) => line.startsWith('|'))
    const [, ...columns] = cellsOf(header)
    const cases = rows.map((row) => {
      const [typed = '', ...cells] = cellsOf(row)
      return { typed, expected: Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])) }
    })
    return { title, cases }
  })

it('has many lines to understand', () => {
  expect(sections.flatMap(({ cases }) => cases).length).toBeGreaterThan(300)
})

describe.each(sections)('$title', ({ title, cases }) => {
  const [command = '', language] = title.split(', ')
  const locale = locales.find((known) => known === language)
  if (!locale) throw new Error(`no language ${language}`)
  const reading = { today: toDay('2025-03-03'), translate: translatorOf(locale) }

  it.each(cases)('$typed', ({ typed, expected }) => {
    const nothing = { level: '', left: '' }
    const all = { ...nothing, ...understood(command, typed.replaceAll('⏎', '\n'), reading) }
    expect(all).toEqual({ ...nothing, ...expected })
  })
})
