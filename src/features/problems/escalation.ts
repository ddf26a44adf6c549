import type { DueContext } from '../../core/due.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate, toDate } from '../../db/days.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { type Addressee, channelsTold, isHere, officersTold } from '../../programme/audience.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { DueTimes, FeatureTools } from '../../programme/feature.ts'
import { morningOf } from '../../programme/morning.ts'
import { officersOfPair } from '../../programme/people/owners.ts'
import { agendaIn } from '../../programme/records/agenda.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { rewriteDueOf } from '../../programme/records/due.ts'
import { selectReferenced } from '../../programme/records/select.ts'
import { publicView, topicOf } from '../../programme/records/show.ts'
import { refreshTopic } from '../../programme/topics.ts'
import { escalationCard, type Step } from './escalation.card.ts'
import { isWaiting, type Problem, type ProblemContent, type ProblemKind } from './kind.ts'
import { type Ladder, rungs } from './ladder.ts'

type Saying = DueContext<Transaction>

/** What is said to one addressee. */
interface Told {
  readonly addressee: Addressee
  readonly steps: readonly Step[]
}

/** Notes that a rung was said; false when it was before. */
const claim = async ({ transaction, clock }: Saying, { problem, rung }: Step): Promise<boolean> => {
  const { reference, raisedOn } = problem
  const { count } = await transaction.problemRungSaid.createMany({
    data: [{ reference, raisedOn: toDate(raisedOn), rung, at: clock.now() }],
    skipDuplicates: true,
  })
  return count > 0
}

/** Problems climb while nobody takes them on; each rung is said once, to whom it concerns. */
export const escalationOf = (kind: ProblemKind, ladder: Ladder, tools: FeatureTools) => {
  const { registry, defaultLocale } = tools
  const cards = cardsOf(kind, registry)

  const officersNamed = (transaction: Transaction, { pairId, assistingOwner, recipientOwner }: Problem) => {
    const named = [assistingOwner, recipientOwner].filter((name) => name !== null)
    const where = { AND: [officersOfPair(registry.pair(pairId)), { name: { in: named } }] }
    return named.length === 0 ? [] : officersTold(transaction, where, defaultLocale)
  }

  /** Whom a rung concerns: the pair in its channels, both offices, those of the whole programme, and all for the meeting. */
  const audienceOf = async (transaction: Transaction, { problem, rung }: Step): Promise<Addressee[]> => {
    const pair = registry.pair(problem.pairId)
    const ofPair = () => channelsTold(transaction, [pair.id], 'reminder')
    const offices = () =>
      officersTold(transaction, { ...officersOfPair(pair), role: 'officer' }, defaultLocale)
    switch (rung) {
      case 'pair': {
        const channels = await ofPair()
        return channels.length > 0 ? [...channels, ...(await officersNamed(transaction, problem))] : offices()
      }
      case 'offices':
        return offices()
      case 'provinces':
        return [
          ...(await channelsTold(transaction, undefined, 'reminder')),
          ...(await officersTold(
            transaction,
            { active: true, scope: 'programme', role: { in: ['officer', 'supervisor'] } },
            defaultLocale,
          )),
        ]
      case 'meeting':
        return [...(await ofPair()), ...(await offices())]
    }
  }

  const find = (transaction: Transaction, references: readonly string[]): Promise<Problem[]> =>
    selectReferenced(kind, transaction, references, Prisma.sql`raised_on, id`)

  /** The top of the ladder is the agenda of the next joint meeting. */
  const toAgenda = async (context: Saying, step: Step): Promise<Step> => {
    const { problem, rung } = step
    const { pairId, reference, about } = problem
    const agenda = rung === 'meeting' ? agendaIn(tools) : undefined
    if (!agenda) return step
    const place = await agenda.putUnasked(context, pairId, { about, reference })
    const [shown = problem] = await find(context.transaction, [reference])
    return { problem: shown, rung, agenda: place }
  }

  /** A channel gets each problem as a card that lives on, a person all of them in one message. */
  const say = async (
    context: Saying,
    steps: readonly Step[],
    isLeftOut: (addressee: Addressee) => boolean,
  ) => {
    const today = context.clock.today()
    const told = new Map<string, Told>()
    for (const reached of steps) {
      if (!(await claim(context, reached))) continue
      const step = await toAgenda(context, reached)
      for (const addressee of await audienceOf(context.transaction, step)) {
        if (isLeftOut(addressee)) continue
        const id = addressee.private ? addressee.to : `${addressee.to} ${step.problem.reference}`
        // Rungs that come together, after a pause, are one: the highest says it all.
        const others = told
          .get(id)
          ?.steps.filter(({ problem }) => problem.reference !== step.problem.reference)
        told.set(id, { addressee, steps: [...(others ?? []), step] })
      }
    }
    for (const { addressee, steps: own } of told.values()) {
      const [first] = own
      if (!first) continue
      const { to, locale } = addressee
      const { reference, raisedOn } = first.problem
      const view = publicView(today, translatorOf(locale), addressee.names)
      await context.send({
        to,
        locale,
        card: escalationCard(kind, ladder, cards, view, own),
        ...(!addressee.private && { topic: topicOf(kind, reference), anew: true }),
        priority: 'urgent',
        key: `${kind.feature}.rung:${reference}:${raisedOn}:${first.rung}:${to}`,
      })
    }
    return told.size
  }

  /** The mornings on which problems reach the rungs that were not said; one that has passed already comes within the minute. */
  const rewriteAll = async (
    { transaction, clock }: Pick<Saying, 'transaction' | 'clock'>,
    problems: readonly Problem[],
  ): Promise<void> => {
    const said = await transaction.problemRungSaid.findMany({
      where: { reference: { in: problems.map(({ reference }) => reference) } },
      select: { reference: true, raisedOn: true, rung: true },
    })
    const key = (reference: string, raisedOn: Day, rung: string) => `${reference} ${raisedOn} ${rung}`
    const known = new Set(said.map((one) => key(one.reference, fromDate(one.raisedOn), one.rung)))
    await rewriteDueOf(
      transaction,
      problems.map((problem) => {
        const { reference, raisedOn } = problem
        const isLeft = (rung: Step['rung']) => !known.has(key(reference, raisedOn, rung))
        const left = isWaiting(problem) ? rungs.filter(isLeft) : []
        return {
          reference,
          times: left.map((rung) => ({
            name: rung,
            at: morningOf(ladder.reachedOn(problem, rung), clock.zone),
          })),
        }
      }),
    )
  }

  const run: DueTimes['run'] = async (context, dues) => {
    const { transaction, clock } = context
    const problems = (
      await find(
        transaction,
        dues.map(({ reference }) => reference),
      )
    ).filter(isWaiting)
    const steps = problems.flatMap((problem) =>
      rungs.flatMap((rung) =>
        dues.some(({ reference, name }) => reference === problem.reference && name === rung)
          ? [{ problem, rung }]
          : [],
      ),
    )
    // New holidays have moved the workday.
    const reached = steps.filter(({ problem, rung }) => ladder.reachedOn(problem, rung) <= clock.today())
    for (const problem of new Set(steps.map((step) => step.problem))) {
      // Before what is said anew, which takes the place of what stands.
      if (reached.some((step) => step.problem === problem))
        await refreshTopic(context, topicOf(kind, problem.reference), (translate, names) =>
          cards.recordCard(publicView(clock.today(), translate, names), problem),
        )
    }
    await say(context, reached, () => false)
    await rewriteAll(context, [...new Set(steps.map((step) => step.problem))])
  }

  return {
    due: {
      run,
      rewrite: async (context, references) =>
        rewriteAll(context, await find(context.transaction, references)),
    } satisfies DueTimes,
    /** To be called with every change: a problem that begins to wait is told to its pair. Gives to how many it was told. */
    changed: async (
      context: ProgrammeContext,
      problem: Problem,
      before: ProblemContent | undefined,
    ): Promise<number> => {
      if (before && isWaiting(before) === isWaiting(problem) && before.raisedOn === problem.raisedOn) return 0
      const isLeftOut = (addressee: Addressee) => isHere(context, addressee)
      const told = isWaiting(problem) ? await say(context, [{ problem, rung: 'pair' }], isLeftOut) : 0
      await rewriteAll(context, [problem])
      return told
    },
  }
}
