import { expect, it } from 'vitest'
import { readAnswer } from '../../../../src/core/form/answers.ts'
import { fieldsOf } from '../../../../src/core/form/field.ts'
import { readWords } from '../../../../src/core/form/words.ts'
import { translatorOf } from '../../../../src/core/i18n.ts'
import { toDay } from '../../../../src/core/time/day.ts'
import { createPolls } from '../../../../src/features/meetings/poll/index.ts'
import { openOffice } from '../../../harness/office.ts'

it('times are taken while the host is asked for, and a number that no time has takes nothing of the reference', async () => {
  const office = await openOffice(createPolls)
  const commands = office.features.flatMap((feature) => feature.commands)
  const formOf = (name: string) => {
    const found = commands.find((command) => command.name === name)
    if (!found) throw new Error(`no command ${name}`)
    return found.form
  }
  const reading = { today: toDay('2025-03-03'), translate: translatorOf('en') }
  const open = formOf('poll open')
  const host = fieldsOf(open).find(({ name }) => name === 'host')
  const typed = '27 March 10 in the morning or 28 March at 4 in the afternoon'
  const { filled, unread } = readAnswer(open, host, typed, reading, {})
  const value = { starts: ['2025-03-27T10:00', '2025-03-28T16:00'] }
  expect({ unread, slots: filled.slots?.outcome }).toEqual({ unread: [], slots: { kind: 'value', value } })
  for (const line of ['C-2025-0001 -1 yes', 'C-2025-0001 2.5 yes']) {
    const { reference, votes } = readWords(formOf('poll vote'), line, reading).filled
    expect(reference?.outcome).toEqual({ kind: 'value', value: 'C-2025-0001' })
    expect(votes?.outcome.kind).not.toBe('value')
  }
})
