import { z } from 'zod'
import { type Block, card, facts, heading, text } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { choice } from '../../../core/fields/choice.ts'
import { namesAmount } from '../../../core/fields/money.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { showDay } from '../../../core/time/words.ts'
import { toDate } from '../../../db/days.ts'
import { Side } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairGiven } from '../../../programme/fields/leading-pair.ts'
import { askPair } from '../../../programme/fields/pair.ts'
import { requireWrite } from '../../../programme/people/rights.ts'
import { pairName } from '../../../programme/places/registry.ts'
import { writeAudit } from '../../../programme/records/audit.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { balancesBlock } from '../account.card.ts'
import { lockAccount } from '../balances.ts'
import { originOf } from '../book.ts'
import type { Ledger } from '../ledger.ts'
import { givenBack } from '../type.field.ts'
import { dueOf, firstOf, lastMonth, lastOf, monthField, monthOf, showMonth } from './month.ts'
import { balancesIn, expectedFor, type Filed, figuresOf, isSame, readFiled } from './returns.ts'

const sideField = choice([
  { value: Side.assisting, label: 'funds.return.assisting', words: ['支援', '帮扶方', 'assisting'] },
  { value: Side.recipient, label: 'funds.return.recipient', words: ['受援', 'recipient'] },
])

/** Whether it was filed by the day it was due: by its first version. */
export const isLate = ({ firstOn, dueOn }: Filed): boolean => firstOn > dueOn

const filedFacts = ({ translate }: ProgrammeContext, filed: Filed): Block =>
  facts(
    [translate('funds.return.version'), `${filed.version}`],
    [translate('funds.return.asOf'), showDay(lastOf(filed.month), translate)],
    [
      translate('funds.return.filed'),
      translate('funds.return.filedOn', {
        on: showDay(filed.firstOn, translate),
        due: showDay(filed.dueOn, translate),
        isLate: isLate(filed) ? 'yes' : 'no',
      }),
    ],
  )

/** `/fund return 2025-02`: files the figures as of month end; filed again, they are another version. */
export const fileCommand = ({ kind, tools }: Ledger, named: Named): Command<ProgrammeContext> => {
  const { registry, calendar } = tools
  return defineCommand({
    ...named,
    instead: (words) => (namesAmount(words) ? givenBack : undefined),
    access: 'write',
    effect: 'write',
    form: z.object({
      month: field(monthField(), {
        label: 'funds.month',
        example: 'funds.example.month',
        keys: ['月份', '月'],
      }).optional(),
      pair: askPair(registry).optional(),
      side: field(sideField, {
        label: 'funds.return.side',
        example: 'funds.return.recipient',
        keys: ['填报方', '哪一方'],
      }).optional(),
    }),
    run: async (context: ProgrammeContext, given) => {
      const { transaction, clock, translate, caller } = context
      const today = clock.today()
      const month = given.month ?? lastMonth(today)
      if (month >= monthOf(today))
        throw new UserError(notice('funds.return.notOver', { month: showMonth(month, translate) }), 'month')
      const pairId = pairGiven(context, registry, given.pair ?? null, '')
      const pair = registry.pair(pairId)
      requireWrite(context, pair)
      const side = caller.officer?.side ?? given.side
      if (side === undefined) throw new UserError(notice('funds.return.whichSide'), 'side')
      if (!(await expectedFor(transaction, month)).has(pairId))
        throw new UserError(
          notice('funds.return.nothing', { month: showMonth(month, translate) }),
          given.month && 'month',
        )
      // Nothing is entered for the pair while its figures are taken.
      await lockAccount(transaction, pairId, clock.now())
      const figures = await figuresOf(transaction, pairId, month)
      const before = (await readFiled(transaction, { month })).find(
        (one) => one.pairId === pairId && one.side === side,
      )
      const title = heading(
        translate('funds.return.title', {
          month: showMonth(month, translate),
          pair: pairName(pair, translate.locale),
          side: translate('funds.side', { side }),
        }),
      )
      const table = balancesBlock(balancesIn(figures), translate)
      if (before && isSame(before.figures, figures))
        return {
          card: card(text(translate('funds.return.unchanged')), title, table, filedFacts(context, before)),
        }
      const version = (before?.version ?? 0) + 1
      const dueOn = dueOf(month, calendar)
      const { account, officerId, conversation } = originOf(context)
      await transaction.fundReturn.create({
        data: {
          ...{ pairId, side, version, figures, account, officerId, conversation },
          month: toDate(firstOf(month)),
          dueOn: toDate(dueOn),
          filedOn: toDate(today),
          filedAt: clock.now(),
        },
      })
      await writeAudit(context, {
        feature: kind.feature,
        reference: `RETURN-${month}-${pairId}-${side}`,
        pairId,
        action: 'return',
        after: { month, side, version, figures },
        version,
      })
      const filed = {
        pairId,
        side,
        month,
        version,
        figures,
        dueOn,
        filedOn: today,
        firstOn: before?.firstOn ?? today,
      }
      const said = translate('funds.return.done', { version })
      return {
        card: { ...card(text(said, 'success'), title, table, filedFacts(context, filed)), summary: said },
      }
    },
  })
}
