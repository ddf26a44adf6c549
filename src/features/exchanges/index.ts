import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { extendCommand, returnCommand } from './commands.ts'
import { type ExchangeKind, exchangeKind } from './kind.ts'
import { exchangeList } from './list.ts'
import { exchangeSections } from './sections.ts'
import { termReminders } from './terms.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'return' | 'extend' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `exchange ${verb}`,
    aliases: others.flatMap((word) => [`挂职 ${word}`, `人才交流 ${word}`, `secondment ${word}`]),
    summary: `exchanges.${verb}.summary`,
    examples: [`exchanges.${verb}.example1`, `exchanges.${verb}.example2`, `exchanges.${verb}.example3`],
  }) as const

/** Secondments (挂职干部、专业技术人才): who went for how long, until they have returned. */
export const createExchanges: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = exchangeKind(registry)
  const terms = termReminders(basis, tools)
  const kind: ExchangeKind = {
    ...basis,
    changed: async (context, record, before) => {
      await terms.changedMany(context, [{ record, before }])
      return []
    },
  }
  const list = exchangeList(kind, tools)
  return {
    name: 'exchanges',
    commands: [
      enterCommand(kind, registry, {
        ...named('log', '登记', '新增', '记录', 'add', 'enter'),
        byDefault: true,
      }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), list),
      exportCommand(kind, registry, named('export', '导出'), list),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      returnCommand(kind, registry, {
        ...named('return', '返回', '期满', '结束', 'back'),
        plain: 'exchanges.plain.return',
      }),
      extendCommand(kind, registry, {
        ...named('extend', '延期', '续任', '延长', 'prolong'),
        plain: 'exchanges.plain.extend',
      }),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [
      importOf(kind, tools, {
        alike: ['pairId', 'direction', 'category', 'startsOn', 'post'],
        written: terms.changedMany,
      }),
    ],
    due: [terms.due],
    ...exchangeSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there are.
    pairActions: () => [],
  }
}
