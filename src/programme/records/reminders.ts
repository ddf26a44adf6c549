import type { Due, DueContext } from '../../core/due.ts'
import { localeOf } from '../../core/i18n.ts'
import { accountReference, privateConversation } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { addDays, type Day, instantAt } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../context.ts'
import type { DueTimes, FeatureTools } from '../feature.ts'
import { rewriteDue } from './due.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { type ReminderWords, reminderCard } from './reminder.card.ts'
import { selectRecords } from './select.ts'

/** When officers are at their desks, in the programme's zone. */
const timeOfDay = '09:00'

/** What whoever entered a record is asked for, privately, when it is overdue. */
export interface Reminding<C extends Content> {
  /** Of the due time. */
  readonly name: string
  /** The day from which the workdays count; undefined when nothing is awaited. */
  awaitedSince(content: C): Day | undefined
  readonly workdays: number
  readonly words: ReminderWords<C>
}

/** A record about which somebody may be reminded. */
interface Reminder<C extends Content> {
  readonly record: RecordOf<C>
  readonly overdueFrom: Day
  /** The language of whoever entered it, when that is known. */
  readonly locale: string | undefined
  /** Whoever entered it has left since. */
  readonly left: boolean
}

/** The records of each account, in their order. */
const byAccount = <C extends Content>(reminders: ReadonlyArray<Reminder<C>>) => {
  const groups = new Map<string, { records: [RecordOf<C>, ...RecordOf<C>[]]; locale: string | undefined }>()
  for (const { record, locale } of reminders) {
    const group = groups.get(record.account)
    if (group) group.records.push(record)
    else groups.set(record.account, { records: [record], locale })
  }
  return groups
}

/** Reminders of one kind: written with every change of a record (`changed`), said when their time has come (`due`). */
export const remindersOf = <C extends Content>(
  kind: RecordKind<C>,
  { calendar, defaultLocale }: FeatureTools,
  reminding: Reminding<C>,
) => {
  const overdueFrom = (content: C): Day | undefined => {
    const since = reminding.awaitedSince(content)
    return since && calendar.addWorkdays(since, reminding.workdays)
  }

  /** The morning on which the record is overdue, or the next one. */
  const timesOf = (content: C, { now, today, zone }: Clock): Array<Omit<Due, 'reference'>> => {
    const overdue = overdueFrom(content)
    if (overdue === undefined) return []
    const next = instantAt(`${today()}T${timeOfDay}`, zone) > now() ? today() : addDays(today(), 1)
    const day = overdue > next ? overdue : next
    return [{ name: reminding.name, at: instantAt(`${day}T${timeOfDay}`, zone) }]
  }

  const find = async (transaction: Transaction, references: readonly string[]): Promise<Reminder<C>[]> => {
    const records = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE reference = ANY(${[...references]}) ORDER BY id`,
    )
    const accounts = await transaction.account.findMany({
      where: { reference: { in: [...new Set(records.map(({ account }) => account))] } },
      include: { officer: true },
    })
    const authors = new Map(accounts.map((account) => [account.reference, account]))
    return records
      .flatMap((record): Reminder<C>[] => {
        const from = overdueFrom(record)
        if (from === undefined) return []
        const author = authors.get(record.account)
        const locale = author?.locale ?? author?.officer?.locale ?? undefined
        return [{ record, overdueFrom: from, locale, left: author?.officer?.active === false }]
      })
      .sort((one, other) =>
        (reminding.awaitedSince(one.record) ?? '').localeCompare(reminding.awaitedSince(other.record) ?? ''),
      )
  }

  const rewriteAll = async (
    { transaction, clock }: Pick<DueContext<Transaction>, 'transaction' | 'clock'>,
    reminders: ReadonlyArray<Reminder<C>>,
  ): Promise<void> => {
    for (const { record } of reminders)
      await rewriteDue(transaction, record.reference, timesOf(record, clock))
  }

  /** Those of officers who have left stay in the weekly summary. */
  const run: DueTimes['run'] = async (context, dues) => {
    const { transaction, clock, send } = context
    const today = clock.today()
    const references = dues.map(({ reference }) => reference)
    const awaited = await find(transaction, references)
    const isEarly = (reminder: Reminder<C>) => reminder.overdueFrom > today
    // New holidays have moved the workday, or the time was a guess.
    await rewriteAll(context, awaited.filter(isEarly))
    const due = awaited.filter((reminder) => !isEarly(reminder) && !reminder.left)
    for (const [account, { records, locale }] of byAccount(due)) {
      const language = localeOf(locale) ?? defaultLocale
      const { words, awaitedSince, workdays } = reminding
      await send({
        to: privateConversation(accountReference(account)),
        card: reminderCard(words, records, {
          calendar,
          since: awaitedSince,
          workdays,
          today,
          locale: language,
        }),
        locale: language,
        // The first record names the message; its time tells it from an earlier one about the same record.
        key: `${kind.feature}.reminder:${records[0].reference}:${today}`,
      })
    }
  }

  const due: DueTimes = {
    run,
    rewrite: async (context, references) => rewriteAll(context, await find(context.transaction, references)),
  }
  return {
    due,
    /** To be called with every change. One that leaves the day alone calls nobody a second time. */
    changed: async (
      { transaction, clock }: ProgrammeContext,
      record: RecordOf<C>,
      before: C | undefined,
    ): Promise<void> => {
      if (before && overdueFrom(before) === overdueFrom(record)) return
      await rewriteDue(transaction, record.reference, timesOf(record, clock))
    },
  }
}
