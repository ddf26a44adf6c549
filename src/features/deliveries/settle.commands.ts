import { z } from 'zod'
import { card, lineAction, offered, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { text as words } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import { isOutage } from '../../db/outage.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { drop, findParked, type Parked, sendAgain } from './queries.ts'

const form = z.object({
  code: field(words({ maximum: 20 }), {
    label: 'deliveries.code',
    example: 'deliveries.codeExample',
    keys: ['编号', '代号'],
    freeText: true,
  }),
})

/** What is meant; whatever is settled already is unknown, so that a button pressed twice does nothing twice. */
const parkedOf = async ({ transaction }: ProgrammeContext, code: string): Promise<Parked> => {
  const [found] = await findParked(transaction, { code, offset: 0, limit: 1 })
  if (!found) throw new UserError(notice('deliveries.unknown', { code }), 'code')
  return found
}

const noted = (context: ProgrammeContext, { code, kind, conversation }: Parked, action: string) =>
  writeAudit(context, {
    ...{ feature: 'deliveries', reference: code, pairId: undefined, action },
    before: { kind, conversation },
  })

/** What the database refuses is told, and the rest of the transaction goes on without it. An outage is nobody's refusal. */
const orRefused = async (transaction: Transaction, work: () => Promise<void>): Promise<void> => {
  await transaction.$executeRaw`SAVEPOINT taking`
  try {
    await work()
  } catch (error) {
    if (isOutage(error) || !(error instanceof Error)) throw error
    await transaction.$executeRaw`ROLLBACK TO SAVEPOINT taking`
    throw new UserError(notice('deliveries.refused', { reason: error.message }))
  }
}

const common = { access: 'administer', form } as const

export const resendDelivery = () =>
  defineCommand<ProgrammeContext, typeof form>({
    ...common,
    name: 'deliveries resend',
    aliases: ['投递 重新发送', '投递 重发'],
    effect: 'write',
    summary: 'deliveries.resend.summary',
    examples: ['deliveries.resend.example1', 'deliveries.resend.example2', 'deliveries.resend.example3'],
    run: async (context, { code }) => {
      const { transaction, clock, translate } = context
      const parked = await parkedOf(context, code)
      await orRefused(transaction, () => sendAgain(transaction, parked, clock.now()))
      await noted(context, parked, 'resend')
      const { conversation } = parked
      return {
        card: card(
          text(
            translate(parked.kind === 'message' ? 'deliveries.resent' : 'deliveries.taken', {
              code: parked.code,
            }),
            'success',
          ),
          parked.failure === 'gone' && text(translate('deliveries.missing', { conversation }), 'warning'),
          offered([lineAction(translate('deliveries.all'), '/deliveries')]),
        ),
        audience: 'actor',
      }
    },
  })

export const dropDelivery = () =>
  defineCommand<ProgrammeContext, typeof form>({
    ...common,
    name: 'deliveries drop',
    aliases: ['投递 不再发送', '投递 放弃'],
    effect: 'confirm',
    summary: 'deliveries.drop.summary',
    examples: ['deliveries.drop.example1', 'deliveries.drop.example2', 'deliveries.drop.example3'],
    about: async (context, { code }) => {
      const parked = await parkedOf(context, code)
      return context.translate('deliveries.drop.about', {
        code: parked.code,
        conversation: parked.conversation,
      })
    },
    run: async (context, { code }) => {
      const parked = await parkedOf(context, code)
      await drop(context.transaction, parked)
      await noted(context, parked, 'drop')
      return {
        card: card(
          text(context.translate('deliveries.dropped', { code: parked.code }), 'success'),
          offered([lineAction(context.translate('deliveries.all'), '/deliveries')]),
        ),
        audience: 'actor',
      }
    },
  })
