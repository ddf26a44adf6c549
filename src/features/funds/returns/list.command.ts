import { z } from 'zod'
import { actions, type Card, card, facts, heading, lineAction, text } from '../../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { percentOf } from '../../../core/fields/fen.ts'
import { field } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { readAsked } from '../../../core/plain/hearing.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { showDay } from '../../../core/time/words.ts'
import type { Transaction } from '../../../db/database.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { askPair } from '../../../programme/fields/pair.ts'
import { type Pair, placeName } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { Ledger } from '../ledger.ts'

import { isLate } from './file.command.ts'
import { dueOf, lastMonth, type Month, monthField, showMonth } from './month.ts'
import { expectedFor, type Filed, readFiled, sides } from './returns.ts'

/** Who filed for a month and who did not, a side at a time. */
export interface Filing {
  readonly month: Month
  readonly pairs: readonly Pair[]
  readonly filed: readonly Filed[]
}

/** Of the pairs that have something to return. */
export const filingOf = async (
  transaction: Transaction,
  pairs: readonly Pair[],
  month: Month,
): Promise<Filing> => {
  const expected = await expectedFor(transaction, month)
  return {
    month,
    pairs: pairs.filter(({ id }) => expected.has(id)),
    filed: await readFiled(transaction, { month }),
  }
}

export const missingIn = ({ pairs, filed }: Filing, side: Filed['side']): Pair[] =>
  pairs.filter(({ id }) => !filed.some((one) => one.pairId === id && one.side === side))

export const filingCard = (
  filing: Filing,
  { calendar }: Pick<FeatureTools, 'calendar'>,
  translate: Translator,
): Card => {
  const { month, pairs, filed } = filing
  const due = dueOf(month, calendar)
  const title = heading(translate('funds.returns.title', { month: showMonth(month, translate) }))
  if (pairs.length === 0) return card(title, text(translate('funds.returns.nothing')))
  const ofSide = (side: Filed['side']) => {
    const own = filed.filter((one) => one.side === side && pairs.some(({ id }) => id === one.pairId))
    const late = own.filter(isLate)
    const missing = missingIn(filing, side)
    const place = ({ assisting, recipient }: Pair) =>
      placeName(side === 'assisting' ? assisting : recipient, translate.locale)
    return [
      [
        translate('funds.side', { side }),
        translate('funds.returns.rates', {
          filed: percentOf(BigInt(own.length), BigInt(pairs.length)) ?? '0',
          onTime: percentOf(BigInt(own.length - late.length), BigInt(pairs.length)) ?? '0',
          count: own.length,
          all: pairs.length,
          late: late.length,
        }),
      ],
      [
        translate('funds.returns.missing', { side: translate('funds.side', { side }) }),
        missing.length === 0
          ? translate('funds.table.none')
          : missing.map(place).join(translate('core.form.comma')),
      ],
    ] as const
  }
  return card(
    title,
    text(translate('funds.returns.due', { due: showDay(due, translate) }), 'quiet'),
    facts(...sides.flatMap(ofSide)),
    actions(lineAction(translate('funds.returns.file'), `/fund return ${month}`)),
  )
}

/** `/fund returns`: who has not filed the month's return, and the rates of each side. Late is not missing. */
export const returnsCommand = ({ tools }: Ledger, named: Named): Command<ProgrammeContext> => {
  const form = z.object({
    month: field(monthField(), {
      label: 'funds.month',
      example: 'funds.example.month',
      keys: ['月份', '月'],
    }).optional(),
    pair: askPair(tools.registry).optional(),
  })
  return defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    // 2月的月报报了吗, which month returns are missing.
    hears: (sentence, reading) => {
      if (!wordsOf('funds.plain.monthReturn').isIn(sentence.text) || !sentence.asks) return []
      const { words, isWhole } = readAsked(form, sentence.text, reading, wordsOf('funds.plain.returns'))
      return isWhole ? [{ words, certainty: 'sure', weight: 1 }] : []
    },
    run: async (asker: ProgrammeContext, { month, pair }) => {
      const context = inConversationLanguage(asker)
      const subject = subjectMeant(asker, tools.registry, pair)
      requireReadOf(asker, subject)
      const pairs = subject.kind === 'pair' ? [subject.pair] : tools.registry.pairs
      const filing = await filingOf(context.transaction, pairs, month ?? lastMonth(context.clock.today()))
      return { card: filingCard(filing, tools, context.translate), shared: true }
    },
  })
}
