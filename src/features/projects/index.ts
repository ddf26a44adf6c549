import type { FeatureFactory } from '../../programme/feature.ts'
import { readBesides, talliedBesides } from '../../programme/records/beside.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { projectChart } from './chart.ts'
import { findCommand } from './find/find.command.ts'
import { projectFinder } from './find/finder.ts'
import { keepSearchable } from './find/search.ts'
import { exportActivities } from './iati/export.command.ts'
import { moneyDoubts, sheetWords } from './import.ts'
import { type ProjectKind, projectKind } from './kind.ts'
import { lightsBeside, talliedGreen } from './lights/besides.ts'
import { lightsKeeper } from './lights/keep.ts'
import { lightsCommand } from './lights/lights.command.ts'
import { limitsOf } from './limits/limits.ts'
import { stageReminders } from './limits/reminders.ts'
import { projectList } from './list.ts'
import { budgets, checkLedger, readMoney, talliedMoney } from './money.ts'
import { nearNotes } from './near.ts'
import { projectDigest, projectStatus } from './sections.ts'
import { sourceNotes } from './settle.ts'
import { backCommand, resumeCommand, suspendCommand } from './steps/back.commands.ts'
import { stageCommand } from './steps/stage.command.ts'
import { updateCommand } from './steps/update.command.ts'

type Verb =
  | 'add'
  | 'find'
  | 'lights'
  | 'export'
  | 'list'
  | 'show'
  | 'edit'
  | 'update'
  | 'stage'
  | 'back'
  | 'suspend'
  | 'resume'
  | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `project ${verb}`,
    aliases: others.map((word) => `项目 ${word}`),
    summary: `projects.${verb}.summary`,
    examples: [`projects.${verb}.example1`, `projects.${verb}.example2`, `projects.${verb}.example3`],
  }) as const

/** Aid projects (援建项目): entered in a line, found by a word of their names, and led through their stages. */
export const createProjects: FeatureFactory = (tools) => {
  const { registry } = tools
  const limits = limitsOf(tools.projectRules, tools.calendar)
  const bare = projectKind(registry)
  const basis: ProjectKind = {
    ...bare,
    besides: readBesides(tools, readMoney(tools), lightsBeside),
    tallied: (project, reading) => [
      ...talliedMoney(project, reading),
      ...limits.told(project, reading),
      ...talliedGreen(project, reading),
      ...talliedBesides(project, reading),
    ],
    check: async (context, project, before) => {
      await bare.check?.(context, project, before)
      await checkLedger(tools, context, project, before)
    },
  }
  const keeper = lightsKeeper(basis, limits, tools)
  const reminders = stageReminders(basis, limits, tools)
  const kind: ProjectKind = {
    ...basis,
    changed: async (context, project, before) => {
      await keepSearchable(context.transaction, [{ record: project, before }])
      await reminders.changed(context, [{ record: project, before }])
      await keeper.keep(context, [project])
      const notes = sourceNotes(project, before, context.reading)
      return before ? notes : [...notes, ...(await nearNotes(context, project))]
    },
  }
  const list = projectList(kind, limits)
  const listing = listCommand(kind, registry, named('list', '列表', '台账', '清单'), list)
  const showing = showCommand(kind, registry, named('show', '查看', '详情'))
  return {
    name: 'projects',
    commands: [
      findCommand(
        kind,
        registry,
        { ...named('find', '查找', '搜索', '查', 'search'), byDefault: true },
        { list: listing, show: showing },
      ),
      enterCommand(kind, registry, named('add', '登记', '新增', '添加', '录入', 'new', 'log', 'enter')),
      listing,
      lightsCommand(kind, registry, {
        ...named('lights'),
        aliases: ['项目 亮灯', '项目 灯', '亮灯'],
        plain: 'projects.plain.lights',
      }),
      exportCommand(kind, registry, named('export', '导出'), list),
      exportActivities(kind, tools, {
        // A noun of its own: the export of projects is a table.
        name: 'iati export',
        aliases: ['iati 导出'],
        summary: 'projects.iati.summary',
        examples: ['projects.iati.example1', 'projects.iati.example2', 'projects.iati.example3'],
      }),
      showing,
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      updateCommand(kind, registry, named('update', '进度', '更新', '填报进度', 'progress', 'report')),
      stageCommand(kind, registry, named('stage', '推进', '阶段', 'advance', 'next')),
      backCommand(kind, registry, { ...named('back', '退回'), plain: 'projects.plain.back' }),
      suspendCommand(kind, registry, {
        ...named('suspend', '暂停', '停工'),
        plain: 'projects.plain.suspend',
      }),
      resumeCommand(kind, registry, { ...named('resume', '恢复', '复工'), plain: 'projects.plain.resume' }),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [
      importOf(kind, tools, {
        ...sheetWords,
        alike: ['pairId', 'name'],
        doubts: moneyDoubts,
        written: async (context, imported) => {
          await keepSearchable(context.transaction, imported)
          await reminders.changed(context, imported)
          await keeper.keep(
            context,
            imported.map(({ record }) => record),
          )
        },
      }),
    ],
    finder: projectFinder(kind, registry),
    charts: [projectChart(tools)],
    status: projectStatus(tools),
    digest: projectDigest(kind, limits, tools),
    due: [reminders.due],
    jobs: [keeper.job],
    lights: keeper.lights,
    budgets,
    ...manifestOf(kind, registry),
  }
}
