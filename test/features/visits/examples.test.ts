import { describe, expect, it } from 'vitest'
import { createCommands } from '../../../src/core/commands.ts'
import { fieldsOf } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { readLine } from '../../../src/core/line/line.ts'
import { locales } from '../../../src/core/request.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import type { FeatureTools } from '../../../src/programme/feature.ts'
import { createProjectRules } from '../../../src/programme/project-rules.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const tools: FeatureTools = {
  registry: foundingRegistry(),
  calendar: createCalendar(),
  digestCron: '0 9 * * 1',
  ladderWorkdays: [3, 5, 10],
  projectRules: createProjectRules(),
  fundLimit: '1000000.00',
  defaultLocale: 'zh-CN',
  features: () => [],
}
const commands = createCommands([createVisits(tools), createHistory(tools)])
const cases = locales.flatMap((locale) =>
  commands.all.flatMap((command) =>
    command.examples.map((key) => ({ locale, command, line: translatorOf(locale)(key) })),
  ),
)

describe('the worked examples of help', () => {
  it.each(cases)('$line', ({ locale, command, line }) => {
    const match = commands.match(line)
    expect(match?.command.name).toBe(command.name)
    const reading = { today: toDay('2025-03-03'), translate: translatorOf(locale) }
    const { entries, unread } = readLine(command.form, match?.rest ?? '', reading)
    expect(unread).toEqual([])
    for (const { name, required } of fieldsOf(command.form))
      if (required || entries[name]) expect(entries[name]?.outcome.kind, name).toBe('value')
  })
})
