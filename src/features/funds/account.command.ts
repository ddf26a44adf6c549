import { z } from 'zod'
import { lineAction } from '../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../core/command.ts'
import { fenOf } from '../../core/fields/fen.ts'
import { reference } from '../../core/fields/reference.ts'
import { formButton } from '../../core/form/button.ts'
import { field } from '../../core/form/field.ts'
import type { DayRange } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { askPair } from '../../programme/fields/pair.ts'
import { familyOf } from '../../programme/places/family.ts'
import { pairName, placeName } from '../../programme/places/registry.ts'
import type { Named } from '../../programme/records/commands.ts'
import { requireReferenced } from '../../programme/records/referenced.ts'
import { listLine } from '../../programme/records/show.ts'
import { requireReadOf, subjectMeant } from '../../programme/subject.ts'
import { accountCard } from './account.card.ts'
import { budgetsIn } from './assess.ts'
import { readAccounts, readProjects } from './balances.ts'
import { sumsWithin, type Whose } from './counts.ts'
import { hearsAccount } from './hears.ts'
import type { Ledger } from './ledger.ts'
import { periodCard } from './period.card.ts'
import { askPeriod } from './period.field.ts'
import { drawn, totalOf } from './sums.ts'

/** Of pairs, or of a project. */
const countPending = async (
  { transaction }: ProgrammeContext,
  where: { readonly project?: string; readonly pairId?: { readonly in: number[] } },
): Promise<number> => transaction.fundRequest.count({ where: { ...where, state: 'pending' } })

/** `/fund`: the special account of the channel's pair, of another one, or what a project has of it. */
export const accountCommand = (ledger: Ledger, named: Named): Command<ProgrammeContext> => {
  const { kind, tools } = ledger
  const { registry } = tools
  const form = z.object({
    project: field(reference('P'), {
      label: 'funds.field.project',
      example: 'funds.example.project',
      keys: ['项目'],
    }).optional(),
    pair: askPair(registry).optional(),
    period: askPeriod(),
  })

  /** What moved in a period, with the entries and how all stands behind buttons. */
  const within = async (
    context: ProgrammeContext,
    title: string,
    period: DayRange,
    whose: Whose,
    [all, entries]: readonly [all: string, entries: string],
  ) => {
    const sums = totalOf((await sumsWithin(context.transaction, period, whose)).values())
    const { translate } = context
    const buttons = [
      lineAction(translate('funds.button.account'), all),
      lineAction(translate(kind.listLabel), `${entries} period:${period.start}..${period.end}`),
    ]
    return periodCard(title, period, sums, buttons, context.reading)
  }

  const ofProject = async (context: ProgrammeContext, project: string, period: DayRange | undefined) => {
    await requireReferenced(context, tools, project, 'project')
    const { transaction, translate } = context
    const budgeted = (await budgetsIn(tools)?.of(transaction, [project]))?.get(project)
    const title = translate('funds.account.ofProject', { project, name: budgeted?.name ?? '' })
    const entries = `/fund list project:${project}`
    if (period) return within(context, title, period, { project }, [`/fund account ${project}`, entries])
    const balances = (await readProjects(transaction, [project])).get(project) ?? []
    const budget = fenOf(budgeted?.budget ?? '0.00')
    return accountCard(
      {
        title,
        balances,
        budget,
        left: budget - drawn(totalOf(balances)),
        pending: await countPending(context, { project }),
        buttons: [
          formButton(translate('funds.button.enter'), 'fund enter', { project }),
          lineAction(translate(kind.listLabel), entries),
        ],
      },
      translate,
    )
  }

  const ofPairs = async (
    asker: ProgrammeContext,
    context: ProgrammeContext,
    pair: number | undefined,
    period: DayRange | undefined,
  ) => {
    const { transaction, translate } = context
    const subject = subjectMeant(asker, registry, pair)
    requireReadOf(asker, subject)
    const one = subject.kind === 'pair' ? subject.pair : undefined
    const ids = one ? [...familyOf(registry, one)] : undefined
    const title = one
      ? translate('funds.account.ofPair', { pair: pairName(one, translate.locale) })
      : translate('funds.account.ofAll', { count: registry.pairs.length })
    const entries = listLine(kind, one, translate)
    if (period) {
      const place = one ? ` pair:"${placeName(one.recipient, translate.locale)}"` : ''
      return within(context, title, period, { pairIds: ids }, [`/fund account${place}`, entries])
    }
    const balances = [...(await readAccounts(transaction, ids)).values()].flat()
    const budgets = await budgetsIn(tools)?.totals(transaction, ids)
    return accountCard(
      {
        title,
        balances,
        budget: [...(budgets?.values() ?? [])].reduce((sum, budget) => sum + fenOf(budget), 0n),
        pending: await countPending(context, ids ? { pairId: { in: ids } } : {}),
        buttons: [
          ...(one
            ? [
                formButton(translate('funds.button.enter'), 'fund enter', {
                  pair: placeName(one.recipient, translate.locale),
                }),
              ]
            : []),
          lineAction(translate(kind.listLabel), entries),
        ],
      },
      translate,
    )
  }

  return defineCommand({
    ...named,
    // 资金进度作为常设议题 asks for no account.
    apart: true,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsAccount(form),
    run: async (asker: ProgrammeContext, { project, pair, period }) => {
      const context = inConversationLanguage(asker)
      const card =
        project === undefined
          ? await ofPairs(asker, context, pair, period)
          : await ofProject(context, project, period)
      return { card, shared: true }
    },
  })
}
