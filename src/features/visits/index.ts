import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { askField } from '../../programme/records/ask-field.ts'
import { editCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { ask } from '../../programme/records/forms.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand, stepCommand } from '../../programme/records/steps.ts'
import { visitChart } from './chart.ts'
import { visitDigest } from './digest.ts'
import { visitImport } from './import.ts'
import { phaseOf, type VisitKind, visitKind } from './kind.ts'
import { visitList } from './list.ts'
import { logCommand, sameVisitActions } from './log.command.ts'
import { visitReminders } from './reminders.ts'
import { creditOrWarn, takeCreditBack } from './same.ts'
import { visitStatus } from './status.ts'

type Verb = 'log' | 'export' | 'list' | 'show' | 'edit' | 'cancel' | 'done'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `visit ${verb}`,
    aliases: chinese.map((word) => `互访 ${word}`),
    summary: `visits.${verb}.summary`,
    examples: [`visits.${verb}.example1`, `visits.${verb}.example2`, `visits.${verb}.example3`],
  }) as const

/** Files the outcome note of a visit that has begun; a later note replaces it. */
const doneCommand = (kind: VisitKind, registry: Parameters<typeof manifestOf>[1]) =>
  stepCommand(
    kind,
    registry,
    { ...named('done', '完成', '成效'), plain: 'visits.plain.done' },
    {
      action: 'done',
      form: { outcome: ask(kind, 'outcome') },
      takesFiles: true,
      check: (visit, { clock }) => {
        if (phaseOf(visit, clock.today()) === 'planned')
          throw new UserError(notice('visits.notBegun', { reference: visit.reference }))
      },
      become: (visit, { outcome }) => ({ ...visit, state: VisitState.done, outcome }),
      say: (translate, { reference }) => translate('visits.done.done', { reference }),
    },
  )

/** Exchange visits (互访), planned and past, reported by either side and counted once. */
export const createVisits: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = visitKind(registry)
  const reminders = visitReminders(basis, tools)
  const kind: VisitKind = {
    ...basis,
    changed: async (context, visit, before) => {
      await reminders.changed(context, visit, before)
      const hasNewHead = visit.headName !== before?.headName || visit.headTitle !== before?.headTitle
      const isLed = visit.headName !== null || visit.headTitle !== null
      const isAsked = visit.level === null && isLed && hasNewHead
      const asked = isAsked ? askField(basis, context, visit, 'level') : []
      return [...(await creditOrWarn(basis, context, visit, before)), ...asked]
    },
  }
  const { records, pairActions, undo } = manifestOf(kind, registry)
  const list = visitList(kind, tools)
  return {
    name: 'visits',
    commands: [
      logCommand(kind, registry, { ...named('log', '登记', '记录', '新增'), byDefault: true }),
      listCommand(kind, registry, named('list', '列表', '台账', '清单'), list),
      exportCommand(kind, registry, named('export', '导出'), list),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
      doneCommand(kind, registry),
    ],
    actions: sameVisitActions(kind, registry),
    shortcuts: [
      {
        callback: 'record',
        kind: 'global',
        line: '/visit',
        name: 'visits.shortcut.record',
        description: 'visits.shortcut.record.about',
      },
      {
        callback: 'record_message',
        kind: 'message',
        line: '/visit log {message}',
        name: 'visits.shortcut.message',
        description: 'visits.shortcut.message.about',
      },
    ],
    firstSteps: [
      { label: 'visits.shortcut.record', line: '/visit', access: 'write', hint: 'visits.oneLine' },
    ],
    pairActions,
    imports: [visitImport(kind, tools, reminders)],
    due: [reminders.due],
    status: visitStatus(kind, tools),
    digest: visitDigest(kind, tools),
    charts: [visitChart(tools)],
    records,
    undo: async (context, entry) => {
      await takeCreditBack(context, entry)
      return undo(context, entry)
    },
  }
}
