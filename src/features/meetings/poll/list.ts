import { choice } from '../../../core/fields/choice.ts'
import { field } from '../../../core/form/field.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { ask } from '../../../programme/records/forms.ts'
import { defineListing } from '../../../programme/records/listing.ts'
import type { PollKind } from './kind.ts'

const phaseField = choice([
  { value: 'open', label: 'polls.phase.open', words: ['进行中', '在投', 'open', 'running'] },
  { value: 'ended', label: 'polls.phase.ended', words: ['截止', '已截止', 'closed', 'ended'] },
  { value: 'taken', label: 'polls.phase.taken', words: ['已定', 'settled', 'taken'] },
  { value: 'cancelled', label: 'polls.phase.cancelled', words: ['取消', 'canceled'] },
])

/** Nothing has come of these yet. */
export const pending = Prisma.sql`state IN ('open', 'ended')`

export const pollList = (kind: PollKind) =>
  defineListing({
    filters: {
      type: ask(kind, 'type').optional(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'polls.phase.open',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ type, status }) => [
      status ? Prisma.sql`state = ${status}::"PollState"` : Prisma.sql`state <> 'cancelled'`,
      ...(type ? [Prisma.sql`type = ${type}::"MeetingType"`] : []),
    ],
    order: () => Prisma.sql`state = 'taken', closes_at, id`,
    totals: { pending: () => Prisma.sql`count(*) FILTER (WHERE ${pending})` },
    title: (translate, scope) => translate('polls.list.title', { scope }),
    say: (translate, totals) => translate('polls.list.totals', totals),
    line: { beside: ['type'], below: ['host', 'slots', 'closes', 'meeting'] },
  })
