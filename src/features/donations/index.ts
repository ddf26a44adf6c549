import type { FeatureFactory } from '../../programme/feature.ts'
import { editCommand, enterCommand, showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { giveCommand, receiveCommand } from './commands.ts'
import { donationKind } from './kind.ts'
import { donationList } from './list.ts'
import { donationSections } from './sections.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'receive' | 'give' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `donation ${verb}`,
    aliases: others.flatMap((word) => [`捐赠 ${word}`, `捐款 ${word}`, `捐物 ${word}`]),
    summary: `donations.${verb}.summary`,
    examples: [`donations.${verb}.example1`, `donations.${verb}.example2`, `donations.${verb}.example3`],
  }) as const

/** Donations in cash and in kind (捐赠款物): pledged, received, handed over. */
export const createDonations: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = donationKind(registry)
  return {
    name: 'donations',
    commands: [
      enterCommand(kind, registry, {
        ...named('log', '登记', '新增', '记录', 'add', 'enter'),
        byDefault: true,
      }),
      listCommand(kind, registry, named('list', '列表', '清单', '台账'), donationList),
      exportCommand(kind, registry, named('export', '导出'), donationList),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      receiveCommand(kind, registry, {
        ...named('receive', '到账', '接收', '收到', 'received'),
        plain: 'donations.plain.receive',
      }),
      giveCommand(kind, registry, {
        ...named('give', '发放', '移交', 'handover'),
        plain: 'donations.plain.give',
      }),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    imports: [importOf(kind, tools, { alike: ['pairId', 'pledgedOn', 'value', 'donor'] })],
    ...donationSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
