import { text } from '../../core/card.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { refreshRecords } from '../../programme/records/refresh.ts'
import { referencesWhere } from '../../programme/records/select.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { inspectionsBeside } from './besides.ts'
import { logCommand, rectifyCommand } from './commands.ts'
import { type InspectionKind, inspectionKind } from './kind.ts'
import { inspectionList, open } from './list.ts'
import { inspectionReminders } from './reminders.ts'
import { inspectionDigest, inspectionStatus } from './sections.ts'
import { tellPair } from './told.ts'

type Verb = 'log' | 'export' | 'list' | 'show' | 'edit' | 'rectify' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `inspect ${verb}`,
    aliases: others.flatMap((word) => [`督查 ${word}`, `检查 ${word}`]),
    summary: `inspections.${verb}.summary`,
    examples: [
      `inspections.${verb}.example1`,
      `inspections.${verb}.example2`,
      `inspections.${verb}.example3`,
    ],
  }) as const

/** Visits of supervision and evaluations (督查检查), and what is rectified because of them. */
export const createInspections: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = inspectionKind(tools)
  const reminders = inspectionReminders(basis, tools)
  const kind: InspectionKind = {
    ...basis,
    changed: async (context, inspection, before) => {
      await reminders.changed(context, inspection, before)
      const projects = [inspection.project, before?.project].filter((project) => typeof project === 'string')
      await refreshRecords(context, tools, [...new Set(projects)])
      const told = await tellPair(context, basis, tools, inspection, before)
      return told > 0 ? [text(context.translate('inspections.toldHere', { count: told }), 'quiet')] : []
    },
  }
  return {
    name: 'inspections',
    commands: [
      logCommand(kind, tools, { ...named('log', '登记', '新增', '记录', 'add', 'enter'), byDefault: true }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), inspectionList),
      exportCommand(kind, registry, named('export', '导出'), inspectionList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      rectifyCommand(kind, tools, {
        ...named('rectify', '整改', '销号', '办结', 'close', 'done'),
        plain: 'inspections.plain.rectify',
      }),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    status: inspectionStatus(tools),
    digest: inspectionDigest(kind, tools),
    due: [reminders.due],
    onCards: inspectionsBeside,
    settled: (transaction, references) =>
      referencesWhere(basis, transaction, references, Prisma.sql`NOT (${open})`),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says what of these is open.
    pairActions: () => [],
  }
}
