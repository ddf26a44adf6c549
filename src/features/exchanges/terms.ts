import type { Due } from '../../core/due.ts'
import type { Clock } from '../../core/time/clock.ts'
import { addDays, type Day, daysBetween } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { ExchangeState } from '../../generated/prisma/enums.ts'
import { type Addressee, channelsTold, officersTold } from '../../programme/audience.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { DueTimes, FeatureTools } from '../../programme/feature.ts'
import { morningOf } from '../../programme/morning.ts'
import { officersOfPair } from '../../programme/people/owners.ts'
import { rewriteDue, rewriteDueOf } from '../../programme/records/due.ts'
import { selectReferenced } from '../../programme/records/select.ts'
import { type TellWords, type Told, tell } from '../../programme/records/tell.ts'
import type { Exchange, ExchangeContent, ExchangeKind } from './kind.ts'

/** Days before the end of a term at which both sides are asked whether it ends. */
const daysBefore = 30

const words: TellWords = {
  title: 'exchanges.term.title',
  several: (translate, count) => translate('exchanges.term.several', { count }),
  more: (translate, count) => translate('exchanges.more', { count }),
}

/** A term is spoken of before it ends and when it has ended, once each, in the pair's channels and to both offices. */
export const termReminders = (kind: ExchangeKind, { registry, defaultLocale }: FeatureTools) => {
  const timesOf = (
    { state, endsOn }: ExchangeContent,
    { now, zone }: Clock,
  ): Array<Omit<Due, 'reference'>> => {
    if (state !== ExchangeState.active) return []
    return [
      { name: 'soon', at: morningOf(addDays(endsOn, -daysBefore), zone) },
      { name: 'over', at: morningOf(addDays(endsOn, 1), zone) },
    ].filter((time) => time.at > now())
  }

  /** Of a change: what has less than that left is spoken of within the minute. */
  const timesOfChange = (exchange: ExchangeContent, clock: Clock): Array<Omit<Due, 'reference'>> => {
    const [first, ...others] = timesOf(exchange, clock)
    return first?.name === 'over'
      ? [{ name: 'soon', at: clock.now() }, first, ...others]
      : timesOf(exchange, clock)
  }

  const audienceOf = async (transaction: Transaction, { pairId }: Exchange): Promise<Addressee[]> => {
    const pair = registry.pair(pairId)
    return [
      ...(await channelsTold(transaction, [pairId], 'reminder')),
      ...(await officersTold(transaction, { ...officersOfPair(pair), role: 'officer' }, defaultLocale)),
    ]
  }

  const toldOf = (exchange: Exchange, today: Day, to: readonly Addressee[]): Told<ExchangeContent> => {
    const isOver = exchange.endsOn < today
    const category = kind.fields.category.type
    return {
      record: exchange,
      to,
      key: `exchanges.term:${exchange.reference}:${exchange.endsOn}:${isOver ? 'over' : 'soon'}`,
      said: (translate) =>
        translate('exchanges.term.said', {
          when: isOver ? 'over' : 'soon',
          reference: exchange.reference,
          category: category.show(exchange.category, { today, translate }),
          people: exchange.people,
          end: showDay(exchange.endsOn, translate),
          days: Math.abs(daysBetween(today, exchange.endsOn)),
        }),
    }
  }

  const due: DueTimes = {
    run: async (context, dues) => {
      const { transaction, clock } = context
      const references = [...new Set(dues.map(({ reference }) => reference))]
      const exchanges = (await selectReferenced(kind, transaction, references)).filter(
        ({ state }) => state === ExchangeState.active,
      )
      const told: Array<Told<ExchangeContent>> = []
      for (const exchange of exchanges) {
        told.push(toldOf(exchange, clock.today(), await audienceOf(transaction, exchange)))
        await rewriteDue(transaction, exchange.reference, timesOf(exchange, clock))
      }
      await tell(context, { kind, registry, words }, told)
    },
    // Terms are calendar days: no workday moves them.
    rewrite: async () => undefined,
  }
  type Change = { readonly record: Exchange; readonly before: ExchangeContent | undefined }
  const isOther = ({ record, before }: Change) =>
    before?.endsOn !== record.endsOn || before.state !== record.state
  const changedMany = (
    { transaction, clock }: Pick<ProgrammeContext, 'transaction' | 'clock'>,
    changes: readonly Change[],
  ): Promise<void> =>
    rewriteDueOf(
      transaction,
      changes.filter(isOther).map(({ record }) => ({
        reference: record.reference,
        times: timesOfChange(record, clock),
      })),
    )
  return { due, changedMany }
}
