import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { NoticeState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { ask } from '../../programme/records/forms.ts'
import { listCommand } from '../../programme/records/list.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand, stepCommand } from '../../programme/records/steps.ts'
import { noticeKind } from './kind.ts'
import { noticeDigest, noticeStatus } from './sections.ts'

const named = (verb: 'give' | 'list' | 'show' | 'edit' | 'close' | 'cancel', chinese: string) =>
  ({
    name: `notice ${verb}`,
    aliases: [`通知 ${chinese}`],
    summary: `notices.${verb}.summary`,
    examples: [`notices.${verb}.example1`, `notices.${verb}.example2`, `notices.${verb}.example3`],
  }) as const

const stateField = choice([
  { value: 'open', label: 'notices.phase.open', words: ['未办'] },
  { value: 'closed', label: 'notices.phase.closed', words: ['办结'] },
  { value: 'cancelled', label: 'notices.phase.cancelled', words: ['取消'] },
])

const listing = defineListing({
  filters: {
    status: field(stateField, {
      label: 'records.phase',
      example: 'notices.phase.open',
      keys: ['状态'],
    }).optional(),
  },
  where: ({ status }) => [
    status ? Prisma.sql`state = ${status}::"NoticeState"` : Prisma.sql`state <> 'cancelled'`,
  ],
  order: () => Prisma.sql`due_on NULLS LAST, id`,
  totals: { open: () => Prisma.sql`count(*) FILTER (WHERE state = 'open')` },
  title: (translate, scope) => translate('notices.list.title', { scope }),
  say: (translate, totals) => translate('notices.list.totals', totals),
  line: { beside: ['due', 'pair'], below: ['about'] },
})

/** Things that pairs are asked to do, until it is said what came of them. */
export const createNotices: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = noticeKind(registry)
  return {
    name: 'notices',
    commands: [
      enterCommand(kind, registry, { ...named('give', '下发'), byDefault: true }),
      listCommand(kind, registry, named('list', '列表'), listing),
      showCommand(kind, registry, named('show', '查看')),
      editCommand(kind, registry, named('edit', '修改')),
      stepCommand(kind, registry, named('close', '办结'), {
        action: 'close',
        form: { result: ask(kind, 'result') },
        become: (notice, { result }) => ({ ...notice, state: NoticeState.closed, result }),
        say: (translate, { reference }) => translate('notices.closed', { reference }),
      }),
      cancelCommand(kind, registry, named('cancel', '取消')),
    ],
    status: noticeStatus(tools),
    digest: noticeDigest(kind, tools),
    ...manifestOf(kind, registry),
  }
}
