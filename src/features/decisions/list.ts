import type { Command } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import { hearNamed } from '../../core/plain/hearing.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { listCommand } from '../../programme/records/list.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { pairIn } from '../../programme/scope.ts'
import type { DecisionKind } from './kind.ts'

const phaseField = choice([
  {
    value: 'open',
    label: 'decisions.listed.open',
    words:
      '未办|没办结|没办完|还没办结|未完成|没完成|没落实|未落实|在办|open|unfinished|not done|outstanding|pending'.split(
        '|',
      ),
  },
  { value: 'overdue', label: 'decisions.phase.overdue', words: ['逾期', '超期', '过期', 'overdue', 'late'] },
  { value: 'postponed', label: 'decisions.phase.postponed', words: ['延期', '已延期的', 'postponed'] },
  {
    value: 'done',
    label: 'decisions.phase.done',
    words: ['办结', '完成', '已完成', '已落实', 'done', 'finished', 'completed'],
  },
  { value: 'cancelled', label: 'decisions.phase.cancelled', words: ['取消', 'canceled'] },
])
const whoseField = choice([
  { value: 'mine', label: 'decisions.whose.mine', words: ['我', '本人', '我负责的', 'my', 'me'] },
  {
    value: 'pair',
    label: 'decisions.whose.pair',
    words: ['我们的', '我结对', '我们结对', 'our', 'ours', 'my pair', 'my pair’s', "my pair's"],
  },
])

/** Neither done nor called off: these stay in every summary. */
export const open = Prisma.sql`state IN ('open', 'postponed')`
export const overdue = (today: Day): Prisma.Sql => Prisma.sql`${open} AND due_on < ${today}::date`
/** What is open comes first, by its day: so what is overdue leads. */
export const byUrgency = Prisma.sql`(CASE WHEN state IN ('open', 'postponed') THEN 0 ELSE 1 END), due_on, id`

const inPhase = (
  phase: 'open' | 'overdue' | 'postponed' | 'done' | 'cancelled' | undefined,
  today: Day,
): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'open':
      return open
    case 'overdue':
      return overdue(today)
    case 'postponed':
    case 'done':
    case 'cancelled':
      return Prisma.sql`state = ${phase}::"DecisionState"`
  }
}

/** What an officer answers for: by name, and where nobody is named, for their own side of their own pair. */
const ofCaller = ({ caller }: ProgrammeContext): Prisma.Sql => {
  const { officer } = caller
  if (!officer) return Prisma.sql`false`
  const pair = pairIn(officer.scope)?.id ?? 0
  const owned = (column: Prisma.Sql) =>
    Prisma.sql`${column} = ${officer.name} OR (${column} IS NULL AND pair_id = ${pair})`
  const columns = {
    assisting: owned(Prisma.sql`assisting_owner`),
    recipient: owned(Prisma.sql`recipient_owner`),
  }
  return officer.side
    ? Prisma.sql`(${columns[officer.side]})`
    : Prisma.sql`(${columns.assisting} OR ${columns.recipient})`
}

const filters = {
  whose: field(whoseField, {
    label: 'decisions.whose',
    example: 'decisions.whose.mine',
    keys: ['范围'],
  }).optional(),
  status: field(phaseField, {
    label: 'records.phase',
    example: 'decisions.listed.open',
    keys: ['状态', 'state'],
  }).optional(),
}

/** `usual`: what is listed where nobody says; all that was not called off when absent. */
const listing = (title: 'decisions.list.title' | 'decisions.tasks.title', usual?: 'open') =>
  defineListing({
    filters,
    where: ({ whose, status }, today, context) => [
      inPhase(status ?? usual, today),
      ...(whose === 'mine' ? [ofCaller(context)] : []),
    ],
    order: () => byUrgency,
    totals: {
      open: () => Prisma.sql`count(*) FILTER (WHERE ${open})`,
      overdue: (today) => Prisma.sql`count(*) FILTER (WHERE ${overdue(today)})`,
    },
    title: (translate, scope) => translate(title, { scope }),
    say: (translate, totals) => translate('decisions.list.totals', totals),
    isExported: usual === undefined,
    line: { beside: ['due', 'pair'], below: ['about', 'assisting', 'recipient'] },
  })

export const decisionList = listing('decisions.list.title')
const taskList = listing('decisions.tasks.title', 'open')

/** `/tasks`: what is left to do. The list of decisions hears what is asked of them; this one its own words, and what goes on from it. */
export const tasksCommand = (kind: DecisionKind, registry: Registry): Command<ProgrammeContext> => {
  const command = listCommand(
    kind,
    registry,
    {
      name: 'tasks',
      aliases: ['待办', '待办事项'],
      summary: 'decisions.tasks.summary',
      examples: ['decisions.tasks.example1', 'decisions.tasks.example2', 'decisions.tasks.example3'],
      plain: 'decisions.plain.tasks',
    },
    taskList,
  )
  return {
    ...command,
    hears: (sentence, reading) =>
      sentence.after?.kind === 'list' && sentence.after.line.startsWith('/tasks')
        ? (command.hears?.(sentence, reading) ?? [])
        : hearNamed(command, sentence, reading),
  }
}
