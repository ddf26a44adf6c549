import { card, text } from '../../core/card.ts'
import type { DueContext } from '../../core/due.ts'
import { translatorOf } from '../../core/i18n.ts'
import { accountReference, localeFrom, privateConversation } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { addDays, daysBetween, instantAt } from '../../core/time/day.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import type { Officer } from '../../generated/prisma/client.ts'
import type { DueTimes, FeatureTools } from '../../programme/feature.ts'
import { morningOf } from '../../programme/morning.ts'
import { languageOf } from '../../programme/people/officers.ts'
import { rewriteDue } from '../../programme/records/due.ts'
import { termOf } from './posts.ts'

const prefix = 'OFFICER'
const daysOfWarning = 14

const referenceOf = ({ id }: Pick<Officer, 'id'>) => `${prefix}-${id}`

/** When the end of a term is told, and when it is there: as its last day ends. */
const timesOf = (officer: Officer, { zone }: Clock) => {
  const { to } = termOf(officer)
  if (!officer.active || to === undefined) return []
  return [
    { name: 'warning', at: morningOf(addDays(to, -daysOfWarning), zone) },
    { name: 'end', at: instantAt(`${addDays(to, 1)}T00:00`, zone) },
  ]
}

/** To be called with every change of an officer. */
export const rewriteTerm = (
  { transaction, clock }: { readonly transaction: Transaction; readonly clock: Clock },
  officer: Officer,
): Promise<void> => rewriteDue(transaction, referenceOf(officer), timesOf(officer, clock))

/** Whom a term concerns: the officer's accounts, and those of the administrators. */
const concerned = async (
  transaction: Transaction,
  officerId: number,
  { administrators = [], defaultLocale }: FeatureTools,
) => {
  const linked = await transaction.account.findMany({
    where: { OR: [{ officerId }, { officer: { role: 'administrator', active: true } }] },
  })
  const accounts = new Set([...administrators, ...linked.map(({ reference }) => accountReference(reference))])
  const own = new Set(linked.filter((one) => one.officerId === officerId).map(({ reference }) => reference))
  return Promise.all(
    [...accounts].map(async (account) => ({
      account,
      isOwn: own.has(account),
      locale: localeFrom((await languageOf(transaction, account)) ?? defaultLocale),
    })),
  )
}

const warn = async (
  { transaction, clock, send }: DueContext<Transaction>,
  tools: FeatureTools,
  officer: Officer,
): Promise<void> => {
  const { to } = termOf(officer)
  if (to === undefined || to < clock.today()) return
  for (const { account, isOwn, locale } of await concerned(transaction, officer.id, tools)) {
    const translate = translatorOf(locale)
    const values = {
      name: officer.name,
      day: showDayWithYear(to, translate),
      days: daysBetween(clock.today(), to),
    }
    const words = translate(isOwn ? 'officers.term.warningOwn' : 'officers.term.warning', values)
    await send({
      to: privateConversation(account),
      card: card(text(words, 'warning')),
      locale,
      // Once for each end, however often something else of the officer changes.
      key: `term:${officer.id}:${to}:${account}`,
    })
  }
}

/**
 * The end of terms. Access ends by the clock, whether or not this has run; what runs here is that nobody is told, invited or
 * made responsible as an officer any more.
 */
export const termTimes = (tools: FeatureTools): DueTimes => ({
  prefix,
  run: async (context, dues) => {
    const { transaction, clock } = context
    for (const { reference, name } of dues) {
      const officer = await transaction.officer.findUnique({
        where: { id: Number(reference.slice(prefix.length + 1)) },
      })
      if (!officer?.active) continue
      const { to } = termOf(officer)
      if (name === 'warning') await warn(context, tools, officer)
      else if (to !== undefined && to < clock.today())
        await transaction.officer.update({
          where: { id: officer.id },
          data: { active: false, pause: 'ended' },
        })
    }
  },
  // No term is counted in workdays.
  rewrite: () => Promise.resolve(),
})
