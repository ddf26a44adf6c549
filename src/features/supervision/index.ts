import { Prisma } from '../../generated/prisma/client.ts'
import { SupervisionState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { handoverOf } from '../../programme/records/handover.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { refreshRecords } from '../../programme/records/refresh.ts'
import { referencesWhere } from '../../programme/records/select.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { itemsBeside } from './besides.ts'
import { closeCommand, openCommand } from './commands.ts'
import { followLights } from './follow.ts'
import { type ItemKind, itemKind } from './kind.ts'
import { itemList, open } from './list.ts'
import { itemReminders } from './reminders.ts'
import { itemDigest, itemStatus } from './sections.ts'

type Verb = 'open' | 'export' | 'list' | 'show' | 'edit' | 'close' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `supervise ${verb}`,
    aliases: others.map((word) => `督办 ${word}`),
    summary: `supervision.${verb}.summary`,
    examples: [
      `supervision.${verb}.example1`,
      `supervision.${verb}.example2`,
      `supervision.${verb}.example3`,
    ],
  }) as const

/** What is followed up until evidence closes it (督办事项): red lights over projects, and what supervisors ask for. */
export const createSupervision: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = itemKind(tools)
  const reminders = itemReminders(basis, tools)
  const kind: ItemKind = {
    ...basis,
    changed: async (context, item, before) => {
      await reminders.changed(context, item, before)
      const projects = [item.project, before?.project].filter((project) => typeof project === 'string')
      await refreshRecords(context, tools, [...new Set(projects)])
      return []
    },
  }
  const listing = listCommand(
    kind,
    registry,
    { ...named('list'), aliases: ['督办 列表', '督办 清单', '督办 台账', '督办事项'] },
    itemList,
  )
  return {
    name: 'supervision',
    commands: [
      openCommand(kind, tools, { ...named('open', '开出', '新增', '登记'), byDefault: true }, listing),
      listing,
      exportCommand(kind, registry, named('export', '导出'), itemList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      closeCommand(kind, tools, {
        ...named('close', '办结', '销号', '完成', 'done'),
        plain: 'supervision.plain.close',
      }),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    status: itemStatus(tools),
    handover: handoverOf(kind, registry, [SupervisionState.open], (item, { from, to }) =>
      item.owner === from ? { ...item, owner: to } : undefined,
    ),
    digest: itemDigest(kind, tools),
    due: [reminders.due],
    supervision: followLights(kind, reminders, tools),
    onCards: itemsBeside,
    settled: (transaction, references) =>
      referencesWhere(basis, transaction, references, Prisma.sql`NOT (${open})`),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says what of these is open.
    pairActions: () => [],
  }
}
