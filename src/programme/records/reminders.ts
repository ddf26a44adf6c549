import type { Due, DueContext } from '../../core/due.ts'
import { localeOf } from '../../core/i18n.ts'
import { accountReference, privateConversation } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { addDays, type Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { Addressee } from '../audience.ts'
import type { ProgrammeContext } from '../context.ts'
import type { DueTimes, FeatureTools } from '../feature.ts'
import { morningOf } from '../morning.ts'
import { rewriteDue, rewriteDueOf } from './due.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { type ReminderWords, reminderCard } from './reminder.card.ts'
import { selectReferenced } from './select.ts'

/** What is asked for, privately, when it is overdue. */
export interface Reminding<C extends Content> {
  /** Of the due time. */
  readonly name: string
  /** The day from which the workdays count; undefined when nothing is awaited. */
  awaitedSince(content: C): Day | undefined
  readonly workdays: number
  /** Who is asked; whoever entered the record when absent. */
  to?(transaction: Transaction, record: RecordOf<C>): Promise<readonly Addressee[]>
  readonly words: ReminderWords<C>
}

/** A record about which somebody may be reminded. */
interface Reminder<C extends Content> {
  readonly record: RecordOf<C>
  readonly overdueFrom: Day
  readonly to: readonly Addressee[]
}

/** The records that concern each addressee, in their order. */
const byAddressee = <C extends Content>(reminders: ReadonlyArray<Reminder<C>>) => {
  const groups = new Map<string, { addressee: Addressee; records: [RecordOf<C>, ...RecordOf<C>[]] }>()
  for (const { record, to } of reminders)
    for (const addressee of to) {
      const group = groups.get(addressee.to)
      if (group) group.records.push(record)
      else groups.set(addressee.to, { addressee, records: [record] })
    }
  return [...groups.values()]
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
    const next = morningOf(today(), zone) > now() ? today() : addDays(today(), 1)
    const day = overdue > next ? overdue : next
    return [{ name: reminding.name, at: morningOf(day, zone) }]
  }

  /** Whoever entered records; those who have left are not called. */
  const authorsOf = async (transaction: Transaction, records: ReadonlyArray<RecordOf<C>>) => {
    const accounts = await transaction.account.findMany({
      where: { reference: { in: [...new Set(records.map(({ account }) => account))] } },
      include: { officer: true },
    })
    const authors = new Map(accounts.map((account) => [account.reference, account]))
    return new Map(
      records.map(({ account }): [string, readonly Addressee[]] => {
        const author = authors.get(account)
        const locale = localeOf(author?.locale ?? author?.officer?.locale ?? undefined) ?? defaultLocale
        const to = privateConversation(accountReference(account))
        return [
          account,
          author?.officer?.active === false ? [] : [{ to, locale, private: true, names: true }],
        ]
      }),
    )
  }

  const find = async (transaction: Transaction, references: readonly string[]): Promise<Reminder<C>[]> => {
    const records = await selectReferenced(kind, transaction, references)
    const addressees = reminding.to ? undefined : await authorsOf(transaction, records)
    const reminders: Reminder<C>[] = []
    for (const record of records) {
      const from = overdueFrom(record)
      if (from === undefined) continue
      const to = (await reminding.to?.(transaction, record)) ?? addressees?.get(record.account) ?? []
      reminders.push({ record, overdueFrom: from, to })
    }
    return reminders.sort((one, other) =>
      (reminding.awaitedSince(one.record) ?? '').localeCompare(reminding.awaitedSince(other.record) ?? ''),
    )
  }

  const rewriteAll = (
    { transaction, clock }: Pick<DueContext<Transaction>, 'transaction' | 'clock'>,
    reminders: ReadonlyArray<{ readonly record: RecordOf<C> }>,
  ): Promise<void> =>
    rewriteDueOf(
      transaction,
      reminders.map(({ record }) => ({ reference: record.reference, times: timesOf(record, clock) })),
    )

  /** Those of officers who have left stay in the weekly summary. */
  const run: DueTimes['run'] = async (context, dues) => {
    const { transaction, clock, send } = context
    const today = clock.today()
    const references = dues.map(({ reference }) => reference)
    const awaited = await find(transaction, references)
    const isEarly = (reminder: Reminder<C>) => reminder.overdueFrom > today
    // New holidays have moved the workday, or the time was a guess.
    await rewriteAll(context, awaited.filter(isEarly))
    const due = awaited.filter((reminder) => !isEarly(reminder))
    const { words, awaitedSince: since, workdays } = reminding
    for (const { addressee, records } of byAddressee(due)) {
      const { to, locale } = addressee
      await send({
        to,
        card: reminderCard(words, records, { calendar, since, workdays, today, locale }),
        locale,
        // The first record names the message; its time tells it from an earlier one about the same record.
        priority: 'urgent',
        key: `${kind.feature}.reminder:${records[0].reference}:${today}:${to}`,
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
      { transaction, clock }: Pick<ProgrammeContext, 'transaction' | 'clock'>,
      record: RecordOf<C>,
      before: C | undefined,
    ): Promise<void> => {
      if (before && overdueFrom(before) === overdueFrom(record)) return
      await rewriteDue(transaction, record.reference, timesOf(record, clock))
    },
    /** The same for many that come at once. */
    changedMany: (
      context: ProgrammeContext,
      changes: ReadonlyArray<{ readonly record: RecordOf<C>; readonly before: C | undefined }>,
    ): Promise<void> =>
      rewriteAll(
        context,
        changes.filter(({ record, before }) => !before || overdueFrom(before) !== overdueFrom(record)),
      ),
  }
}
