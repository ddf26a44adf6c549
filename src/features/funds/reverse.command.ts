import { z } from 'zod'
import { type ActionHandler, type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Named } from '../../programme/records/commands.ts'
import { askReference } from '../../programme/records/forms.ts'
import { hearsStep } from '../../programme/records/hears.ts'
import { requireWriteRecord } from '../../programme/subject.ts'
import { accountButton } from './account.button.ts'
import { offering } from './assess.ts'
import type { Draft } from './content.ts'
import { confirm, preview } from './enter.command.ts'
import type { EntryKind } from './kind.ts'
import type { Ledger } from './ledger.ts'

export const reverseAction = 'funds.reverse'

const formOf = (kind: EntryKind) =>
  z.object({
    reference: askReference(kind),
    reason: field(text({ maximum: 300 }), {
      label: 'funds.reverse.reason',
      example: 'funds.example.reverseReason',
      keys: ['原因', '理由'],
      freeText: true,
    }),
  })

/** The entry that takes another one back (红冲). Throws `UserError` where nothing can. */
export const reversalOf = async (
  { book, tools, kind }: Ledger,
  context: ProgrammeContext,
  reference: string,
  reason: string,
): Promise<Draft> => {
  const entry = await book.read(context, reference)
  requireWriteRecord(context, tools.registry, entry)
  if (entry.reverses !== null)
    throw new UserError(notice('funds.reverse.isRed', { reference, reversed: entry.reverses }))
  if (entry.reversedBy !== null)
    throw new UserError(notice('funds.reverse.already', { reference, by: entry.reversedBy }))
  if (entry.state !== 'booked') throw new UserError(notice('funds.reverse.notBooked', { reference }))
  const waits = await context.transaction.fundRequest.findFirst({
    where: { reverses: reference, state: 'pending' },
  })
  if (waits) throw new UserError(notice('funds.reverse.waits', { reference, by: waits.reference }))
  const { pairId, project, type, tier, inKind, amount, document } = entry
  const note = kind.fields.note.type.validate(reason, context.reading)
  return {
    ...{ pairId, project, type, tier, inKind, amount, document },
    note: note.kind === 'value' ? note.value : reason,
    happenedOn: context.clock.today(),
    reverses: reference,
  }
}

/** `/fund reverse F-2025-0031 原因`: a reversing entry, shown first and entered by a button. */
export const reverseCommand = (ledger: Ledger, named: Named): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: formOf(ledger.kind),
    hears: hearsStep(ledger.kind, named, true),
    run: async (context: ProgrammeContext, values) => {
      const draft = await reversalOf(ledger, context, values.reference, values.reason)
      const waiting = { command: named.name, action: reverseAction, values }
      return preview(ledger, context, draft, waiting, offering(accountButton(context, ledger.tools, draft)))
    },
  })

export const reverseHandler =
  (ledger: Ledger, name: string): ActionHandler<ProgrammeContext> =>
  async (context, press) => {
    const values = await context.take(press.values.kept ?? '', formOf(ledger.kind))
    if (!values) throw new UserError(notice('funds.gone'))
    const draft = await reversalOf(ledger, context, values.reference, values.reason)
    return confirm(ledger, context, draft, [], { command: name, action: reverseAction, values })
  }
