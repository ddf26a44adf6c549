import type { z } from 'zod'
import type { Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { date } from '../../../core/fields/date.ts'
import { field, type Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { PollState } from '../../../generated/prisma/enums.ts'
import { fromBeijing } from '../../../programme/beijing.ts'
import type { Programme, ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { isAsked, spokenOf } from '../../../programme/records/spoken.ts'
import { stepCommand } from '../../../programme/records/steps.ts'
import { clockField } from './clock.ts'
import { closingField } from './closing.ts'
import { slotsOf } from './content.ts'
import type { PollKind } from './kind.ts'
import { mostSlots } from './slots.ts'

/** The card that stands is edited: whoever changes it is told alone, and nothing is posted once more. */
export const toldAlone = (command: Command<ProgrammeContext>): Command<ProgrammeContext> => {
  const { run, amend } = command
  return {
    ...command,
    run: async (context, values) => ({ ...(await run(context, values)), audience: 'actor' }),
    ...(amend && {
      amend: async (context, record, values) => ({
        ...(await amend(context, record, values)),
        audience: 'actor' as const,
      }),
    }),
  }
}

/** Nobody answers any more. */
export const closeCommand = (kind: PollKind, registry: Registry, named: Named) =>
  toldAlone(
    stepCommand(kind, registry, named, {
      action: 'close',
      form: {},
      become: (poll) => (poll.state === PollState.open ? { ...poll, state: PollState.ended } : poll),
      say: (translate, { reference }) => translate('polls.ended', { reference }),
    }),
  )

/** There is more time to answer; one that has ended is open again, and all answers stand. */
export const extendCommand = (kind: PollKind, { registry, calendar }: Programme, named: Named) =>
  toldAlone(
    stepCommand(kind, registry, named, {
      action: 'extend',
      again: true,
      form: {
        closes: field(closingField(calendar, { alone: true }), {
          ...kind.fields.closes,
          keys: [...kind.fields.closes.keys, '延至', 'to', 'until'],
        }),
      },
      become: (poll, { closes }) => ({ ...poll, state: PollState.open, closesAt: fromBeijing(closes) }),
      say: (translate, { reference }) => translate('polls.extend.done', { reference }),
    }),
  )

/** One more time, typed or picked; what was answered to the others stands. */
export const addCommand = (kind: PollKind, registry: Registry, named: Named) => {
  const step = toldAlone(
    stepCommand(kind, registry, named, {
      action: 'add',
      again: true,
      form: {
        day: field(date({ prefer: 'future' }), {
          label: 'polls.field.day',
          example: 'polls.example.day',
          keys: ['日期', 'date'],
        }),
        clock: field(clockField(), {
          label: 'polls.field.clock',
          example: 'polls.example.clock',
          keys: ['时间', 'time'],
        }),
      } satisfies Record<string, z.ZodType>,
      check: ({ state, reference }) => {
        if (state !== PollState.open) throw new UserError(notice('polls.add.over', { reference }))
      },
      become: (poll, { day, clock }) => {
        const slots = [...new Set([...slotsOf(poll), `${day}T${clock}`])].sort()
        if (slots.length > mostSlots)
          throw new UserError(notice('polls.slots.many', { count: slots.length, most: mostSlots }))
        return { ...poll, slots: slots.join('\n') }
      },
      say: (translate, { reference }) => translate('polls.add.done', { reference }),
    }),
  )
  return {
    ...step,
    hears: (sentence: Sentence, reading: Reading): readonly Hearing[] => {
      const { references, last, rest } = spokenOf(kind, sentence, reading)
      const length = wordsOf('polls.plain.add').lengthAtStart(rest)
      const [about = last] = references
      return about === undefined || length === 0 || isAsked(sentence)
        ? (step.hears?.(sentence, reading) ?? [])
        : [
            {
              words: `${about} ${rest.slice(length).replace(/^[\s:：,，]+/u, '')}`,
              certainty: 'sure',
              weight: 3,
            },
          ]
    },
  }
}
