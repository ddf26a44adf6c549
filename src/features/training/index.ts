import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { trainingKind } from './kind.ts'
import { trainingList } from './list.ts'
import { trainingSections } from './sections.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'cancel'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `training ${verb}`,
    aliases: chinese.flatMap((word) => [`培训 ${word}`, `培训班 ${word}`]),
    summary: `training.${verb}.summary`,
    examples: [`training.${verb}.example1`, `training.${verb}.example2`, `training.${verb}.example3`],
  }) as const

/** Training courses (培训班), planned and held. */
export const createTraining: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = trainingKind(registry)
  return {
    name: 'training',
    commands: [
      enterCommand(kind, registry, {
        ...named('log', '登记', '新增', '记录', 'add', 'enter'),
        byDefault: true,
      }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), trainingList),
      exportCommand(kind, registry, named('export', '导出'), trainingList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [importOf(kind, tools, { alike: ['pairId', 'startsOn', 'topic'] })],
    ...trainingSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
