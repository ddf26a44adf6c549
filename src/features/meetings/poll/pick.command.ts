import { z } from 'zod'
import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { date } from '../../../core/fields/date.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { ask } from '../../../programme/records/forms.ts'
import { clockField } from './clock.ts'
import { openOrAsk, type Polls } from './opening.ts'

const pickedDay = (number: 1 | 2 | 3) =>
  field(date({ prefer: 'future' }), {
    label: `polls.pick.day${number}`,
    example: 'polls.example.day',
    keys: [],
    claims: false,
  })
const pickedClock = (number: 1 | 2 | 3) =>
  field(clockField(), {
    label: `polls.pick.clock${number}`,
    example: 'polls.example.clock',
    keys: [],
    claims: false,
  })

/** The same by picking: days from a calendar, times of day from buttons. More are added on the card. */
export const pickCommand = (polls: Polls, named: Named): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    asks: true,
    form: z.object({
      host: ask(polls.kind, 'host'),
      type: ask(polls.kind, 'type'),
      day1: pickedDay(1),
      clock1: pickedClock(1),
      day2: pickedDay(2),
      clock2: pickedClock(2),
      day3: pickedDay(3).optional(),
      clock3: pickedClock(3).optional(),
      // A day by itself answers what is asked.
      closes: ask(polls.kind, 'closes', { claims: false }).optional(),
    }),
    hears: () => [],
    run: async (context: ProgrammeContext, { host, type, closes, ...picked }) => {
      const starts = new Set([
        `${picked.day1}T${picked.clock1}`,
        `${picked.day2}T${picked.clock2}`,
        ...(picked.day3 ? [`${picked.day3}T${picked.clock3 ?? picked.clock2}`] : []),
      ])
      if (starts.size < 2) throw new UserError(notice('polls.slots.few'), 'day2')
      const slots = { starts: [...starts].sort() }
      try {
        return await openOrAsk(polls, context, { host, type, slots, closes })
      } catch (error) {
        // Which of the days has passed, is said: they are picked anew from the first.
        if (error instanceof UserError && error.field === 'slots') throw new UserError(error.notice, 'day1')
        throw error
      }
    },
  })
