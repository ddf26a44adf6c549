import { text } from '../../core/card.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { ProblemState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { agendaCommand, agendaIn, readAgendas } from '../../programme/records/agenda.ts'
import { editCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { handoverOf, passOwners } from '../../programme/records/handover.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { referencesWhere } from '../../programme/records/select.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { escalationOf } from './escalation.ts'
import { problemImport } from './import.ts'
import { type ProblemKind, problemKind } from './kind.ts'
import { ladderOf } from './ladder.ts'
import { problemList, unresolved } from './list.ts'
import { reportCommand } from './report.command.ts'
import { problemDigest, problemStatus } from './sections.ts'
import { acknowledgeCommand, reopenCommand, resolveCommand } from './steps.ts'

type Verb =
  | 'report'
  | 'export'
  | 'list'
  | 'show'
  | 'edit'
  | 'cancel'
  | 'acknowledge'
  | 'resolve'
  | 'reopen'
  | 'agenda'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `problem ${verb}`,
    aliases: others.map((word) => `问题 ${word}`),
    summary: `problems.${verb}.summary`,
    examples: [`problems.${verb}.example1`, `problems.${verb}.example2`, `problems.${verb}.example3`],
  }) as const

/** Problems (问题): reported in a line or from a message, and climbing until somebody takes them on. */
export const createProblems: FeatureFactory = (tools) => {
  const { registry, calendar, ladderWorkdays } = tools
  const ladder = ladderOf(calendar, ladderWorkdays)
  const basis: ProblemKind = { ...problemKind(registry, ladder), besides: readAgendas(tools) }
  const escalation = escalationOf(basis, ladder, tools)
  const kind: ProblemKind = {
    ...basis,
    changed: async (context, problem, before) => {
      const told = await escalation.changed(context, problem, before)
      if (before && before.state !== problem.state) await agendaIn(tools)?.follow(context, problem.pairId)
      return told > 0 ? [text(context.translate('problems.told', { count: told }), 'quiet')] : []
    },
  }
  const list = problemList(ladder)
  return {
    name: 'problems',
    commands: [
      reportCommand(kind, registry, { ...named('report', '反映', '上报', '登记', '新增'), byDefault: true }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), list),
      exportCommand(kind, registry, named('export', '导出'), list),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      acknowledgeCommand(kind, registry, {
        ...named('acknowledge', '受理', 'ack'),
        plain: 'problems.plain.acknowledge',
      }),
      resolveCommand(kind, registry, {
        ...named('resolve', '解决', '办结', 'solve', 'done'),
        plain: 'problems.plain.resolve',
      }),
      reopenCommand(kind, registry, {
        ...named('reopen', '重开', '重新打开'),
        plain: 'problems.plain.reopen',
      }),
      agendaCommand(
        kind,
        tools,
        { ...named('agenda', '列入议题', '上会'), plain: 'problems.plain.agenda' },
        ({ about }) => about,
      ),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    shortcuts: [
      {
        callback: 'problem_message',
        kind: 'message',
        line: '/problem report',
        name: 'problems.shortcut.message',
        description: 'problems.shortcut.message.about',
      },
    ],
    imports: [problemImport(kind, tools, escalation)],
    status: problemStatus(ladder, tools),
    digest: problemDigest(kind, ladder, tools),
    due: [escalation.due],
    settled: (transaction, references) =>
      referencesWhere(basis, transaction, references, Prisma.sql`NOT (${unresolved})`),
    handover: handoverOf(
      kind,
      registry,
      [ProblemState.open, ProblemState.reopened, ProblemState.acknowledged],
      passOwners,
    ),
    ...manifestOf(kind, registry),
  }
}
