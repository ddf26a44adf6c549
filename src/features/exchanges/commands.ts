import type { Command } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { date } from '../../core/fields/date.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { ExchangeState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import type { Named } from '../../programme/records/commands.ts'
import { ask } from '../../programme/records/forms.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import { type ExchangeKind, phaseOf } from './kind.ts'

/** They have come back: the day, today when nobody says another. */
export const returnCommand = (
  kind: ExchangeKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'return',
    form: {
      returned: ask(kind, 'returned', { asked: false }).optional(),
      note: ask(kind, 'note', { asked: false }).optional(),
    },
    takesFiles: true,
    check: (exchange, { clock }) => {
      if (phaseOf(exchange, clock.today()) === 'planned')
        throw new UserError(notice('exchanges.notBegun', { reference: exchange.reference }))
    },
    become: (exchange, { returned, note }, { clock }) => ({
      ...exchange,
      state: ExchangeState.returned,
      returnedOn: returned ?? exchange.returnedOn ?? clock.today(),
      note: note ?? exchange.note,
    }),
    say: (translate, { reference }) => translate('exchanges.return.done', { reference }),
  })

/** They stay on until a later day; whoever had returned is back at the post. */
export const extendCommand = (
  kind: ExchangeKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'extend',
    form: {
      until: field(date({ prefer: 'future' }), {
        label: 'exchanges.field.until',
        example: 'exchanges.example.until',
        keys: ['至', '延至', '新任期', 'to'],
      }),
      note: ask(kind, 'note', { asked: false }).optional(),
    },
    become: (exchange, { until, note }) => {
      if (until <= exchange.endsOn)
        throw new UserError(notice('exchanges.notLater', { day: exchange.endsOn }), 'until')
      return {
        ...exchange,
        state: ExchangeState.active,
        endsOn: until,
        returnedOn: null,
        note: note ?? exchange.note,
      }
    },
    say: (translate, { reference }) => translate('exchanges.extend.done', { reference }),
    whole: true,
  })
