import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { publicityKind } from './kind.ts'
import { publicityList } from './list.ts'
import { publicitySections } from './sections.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `publicity ${verb}`,
    aliases: others.flatMap((word) => [`宣传 ${word}`, `宣传报道 ${word}`]),
    summary: `publicity.${verb}.summary`,
    examples: [`publicity.${verb}.example1`, `publicity.${verb}.example2`, `publicity.${verb}.example3`],
  }) as const

/** Reports in the media (宣传报道): outlet and its level, day, title, link. */
export const createPublicity: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = publicityKind(registry)
  return {
    name: 'publicity',
    commands: [
      enterCommand(kind, registry, {
        ...named('log', '登记', '新增', '记录', 'add', 'enter'),
        byDefault: true,
      }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), publicityList),
      exportCommand(kind, registry, named('export', '导出'), publicityList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [importOf(kind, tools, { alike: ['pairId', 'publishedOn', 'title'] })],
    ...publicitySections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
