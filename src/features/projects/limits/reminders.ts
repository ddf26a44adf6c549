import type { Due } from '../../../core/due.ts'
import type { Clock } from '../../../core/time/clock.ts'
import type { Day } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { type Addressee, channelsTold, ownerTold } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { DueTimes, FeatureTools } from '../../../programme/feature.ts'
import { morningOf } from '../../../programme/morning.ts'
import { rewriteDue, rewriteDueOf } from '../../../programme/records/due.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { showPhase } from '../../../programme/records/show.ts'
import { type TellWords, type Told, tell } from '../../../programme/records/tell.ts'
import type { Project, ProjectContent } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import { type StageLimits, showLimit } from './limits.ts'

type Saying = 'soon' | 'over'

const words: TellWords = {
  title: 'projects.limit.title',
  several: (translate, count) => translate('projects.limit.several', { count }),
  more: (translate, count) => translate('projects.digest.more', { count }),
}

/** A stage's limit is said before it ends and when it has ended, once each, in the pair's channels and to who answers for it. */
export const stageReminders = (kind: ProjectKind, limits: StageLimits, tools: FeatureTools) => {
  const { registry, defaultLocale } = tools

  const timesOf = (project: ProjectContent, { today, zone }: Clock): Array<Omit<Due, 'reference'>> => {
    const days: ReadonlyArray<readonly [Saying, Day | undefined]> = [
      ['soon', limits.remindOn(project, today())],
      ['over', limits.overOn(project)],
    ]
    return days.flatMap(([name, day]) => (day === undefined ? [] : [{ name, at: morningOf(day, zone) }]))
  }

  /** What there is to say by now; the end of the limit says it all. */
  const sayingOf = (project: Project, today: Day): Saying | undefined => {
    if (limits.overBy(project, today) > 0) return 'over'
    const remindOn = limits.remindOn(project, today)
    return remindOn !== undefined && remindOn <= today ? 'soon' : undefined
  }

  const audienceOf = async (transaction: Transaction, project: Project): Promise<Addressee[]> => {
    const pair = registry.pair(project.pairId)
    const owner = { side: 'recipient', name: project.stageUnit ?? project.unit } as const
    return [
      ...(await channelsTold(transaction, [pair.id], 'reminder')),
      ...(await ownerTold(transaction, pair, owner, defaultLocale)),
    ]
  }

  const toldOf = (
    project: Project,
    saying: Saying,
    today: Day,
    to: readonly Addressee[],
  ): Told<ProjectContent> => ({
    record: project,
    to,
    key: `projects.limit:${project.reference}:${project.state}:${project.stageOn}:${saying}`,
    said: (translate) => {
      const last = limits.lastDay(project) ?? today
      return translate(`projects.limit.said.${saying}`, {
        reference: project.reference,
        name: project.name,
        stage: showPhase(kind, project, { today, translate }),
        unit: project.stageUnit ?? project.unit ?? 'none',
        until: showLimit(last, today, translate),
        workdays:
          saying === 'over' ? limits.overBy(project, today) : tools.calendar.workdaysBetween(today, last),
      })
    },
  })

  const due: DueTimes = {
    run: async (context, dues) => {
      const { transaction, clock } = context
      const today = clock.today()
      const projects = await selectReferenced(kind, transaction, [
        ...new Set(dues.map(({ reference }) => reference)),
      ])
      const told: Array<Told<ProjectContent>> = []
      for (const project of projects) {
        const saying = sayingOf(project, today)
        if (saying) told.push(toldOf(project, saying, today, await audienceOf(transaction, project)))
        // What is still to come, and what new holidays have moved.
        const later = timesOf(project, clock).filter(({ at }) => at > clock.now())
        await rewriteDue(transaction, project.reference, later)
      }
      await tell(context, { kind, registry, words }, told)
    },
    rewrite: async ({ transaction, clock }, references) => {
      const pending = await transaction.due.findMany({ where: { reference: { in: [...references] } } })
      for (const project of await selectReferenced(kind, transaction, references)) {
        const isPending = ({ name }: { readonly name: string }) =>
          pending.some((one) => one.reference === project.reference && one.name === name)
        await rewriteDue(transaction, project.reference, timesOf(project, clock).filter(isPending))
      }
    },
  }
  return {
    due,
    /** To be called with every change, for any number at once: what leaves the stage alone calls nobody a second time. */
    changed: async (
      { transaction, clock }: Pick<ProgrammeContext, 'transaction' | 'clock'>,
      changes: ReadonlyArray<{ readonly record: Project; readonly before?: ProjectContent | undefined }>,
    ): Promise<void> => {
      const moved = changes.filter(
        ({ record, before }) =>
          before?.state !== record.state ||
          before.stageOn !== record.stageOn ||
          before.nature !== record.nature,
      )
      await rewriteDueOf(
        transaction,
        moved.map(({ record }) => ({ reference: record.reference, times: timesOf(record, clock) })),
      )
    },
  }
}
