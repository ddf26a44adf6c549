import { Prisma } from '../../generated/prisma/client.ts'
import { DecisionState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { agendaCommand, agendaIn, readAgendas } from '../../programme/records/agenda.ts'
import { editCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { handoverOf, passOwners } from '../../programme/records/handover.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { referencesWhere } from '../../programme/records/select.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { agreedAt, numberWithin } from './agreed.ts'
import { carriedDecisions } from './carried.ts'
import { addCommand, doneCommand, postponeCommand } from './commands.ts'
import { decisionImport } from './import.ts'
import { type DecisionKind, decisionKind } from './kind.ts'
import { decisionList, open, tasksCommand } from './list.ts'
import { decisionReminders } from './reminders.ts'
import { decisionDigest, decisionStatus } from './sections.ts'

type Verb = 'add' | 'export' | 'list' | 'show' | 'edit' | 'cancel' | 'done' | 'postpone' | 'agenda'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `decision ${verb}`,
    aliases: others.map((word) => `议定事项 ${word}`),
    summary: `decisions.${verb}.summary`,
    examples: [`decisions.${verb}.example1`, `decisions.${verb}.example2`, `decisions.${verb}.example3`],
  }) as const

/** What meetings agreed on (议定事项), until it is done. `/tasks` lists what is left to do. */
export const createDecisions: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis: DecisionKind = { ...decisionKind(tools), besides: readAgendas(tools) }
  const reminders = decisionReminders(basis, tools)
  const kind: DecisionKind = {
    ...basis,
    changed: async (context, decision, before) => {
      await numberWithin(tools, context, [{ record: decision, before }])
      await reminders.changed(context, decision, before)
      await agendaIn(tools)?.follow(context, decision.pairId)
      return []
    },
  }
  return {
    name: 'decisions',
    commands: [
      addCommand(kind, tools, { ...named('add', '登记', '新增', '录入'), byDefault: true }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), decisionList),
      exportCommand(kind, registry, named('export', '导出'), decisionList),
      tasksCommand(kind, registry),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      doneCommand(kind, registry, {
        ...named('done', '办结', '完成', '落实'),
        plain: 'decisions.plain.done',
      }),
      postponeCommand(kind, registry, {
        ...named('postpone', '延期', '推迟'),
        plain: 'decisions.plain.postpone',
      }),
      agendaCommand(
        kind,
        tools,
        { ...named('agenda', '列入议题', '上会'), plain: 'decisions.plain.agenda' },
        ({ about }) => about,
      ),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [decisionImport(kind, tools, reminders)],
    status: decisionStatus(tools),
    digest: decisionDigest(kind, tools),
    due: [reminders.due],
    carried: carriedDecisions,
    settled: (transaction, references) =>
      referencesWhere(basis, transaction, references, Prisma.sql`NOT (${open})`),
    agreed: agreedAt(kind),
    handover: handoverOf(kind, registry, [DecisionState.open, DecisionState.postponed], passOwners),
    ...manifestOf(kind, registry),
  }
}
