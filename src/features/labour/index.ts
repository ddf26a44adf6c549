import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { labourKind } from './kind.ts'
import { labourList } from './list.ts'
import { labourSections } from './sections.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `labour ${verb}`,
    aliases: others.flatMap((word) => [`劳务 ${word}`, `劳务协作 ${word}`, `就业 ${word}`, `labor ${word}`]),
    summary: `labour.${verb}.summary`,
    examples: [`labour.${verb}.example1`, `labour.${verb}.example2`, `labour.${verb}.example3`],
  }) as const

/** Labour-service cooperation (劳务协作): who found work, where, and how many of them from households lifted out of poverty. */
export const createLabour: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = labourKind(registry)
  return {
    name: 'labour',
    commands: [
      enterCommand(kind, registry, {
        ...named('log', '登记', '新增', '记录', 'add', 'enter'),
        byDefault: true,
      }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), labourList),
      exportCommand(kind, registry, named('export', '导出'), labourList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [importOf(kind, tools, { alike: ['pairId', 'startsOn', 'place', 'people'] })],
    ...labourSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
