import type { FeatureFactory } from '../../programme/feature.ts'
import { showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { accountCommand } from './account.command.ts'
import { approveCommand, refuseCommand } from './approvals/approve.commands.ts'
import { paidChart, tierChart } from './charts.ts'
import { confirmAction, confirmHandler, enterCommand } from './enter.command.ts'
import { entriesOf } from './entries.ts'
import { alsoHearing, hearsLedgerExport, hearsWaiting } from './hears.ts'
import { ledgerImport } from './import/ledger-import.ts'
import { ledgerOf } from './ledger.ts'
import { entryList } from './list.ts'
import { moneyOf } from './money.ts'
import { fileCommand } from './returns/file.command.ts'
import { returnsCommand } from './returns/list.command.ts'
import { returnsJob } from './returns/reminders.job.ts'
import { reverseAction, reverseCommand, reverseHandler } from './reverse.command.ts'
import { fundDigest, fundStatus } from './sections.ts'
import { exportedTotals, projectNames } from './totals.ts'
import { typeVerbs } from './type.field.ts'
import { undoOf } from './undo.ts'

type Verb =
  | 'account'
  | 'enter'
  | 'list'
  | 'show'
  | 'export'
  | 'reverse'
  | 'approve'
  | 'refuse'
  | 'return'
  | 'returns'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `fund ${verb}`,
    aliases: others.map((word) => (word.includes(' ') ? word : `资金 ${word}`)),
    summary: `funds.${verb}.summary`,
    examples: [`funds.${verb}.example1`, `funds.${verb}.example2`, `funds.${verb}.example3`],
  }) as const

/** Funds (资金): the ledger of each pair's special account, to which is only added. */
export const createFunds: FeatureFactory = (tools) => {
  const ledger = ledgerOf(tools)
  const { kind } = ledger
  const { registry } = tools
  const list = entryList(kind)
  const [enter, reverse] = [
    named('enter', '登记', '记账', '录入', 'add', 'record', ...typeVerbs),
    named('reverse', '红冲', '冲销'),
  ]
  const exporting = exportCommand(
    kind,
    registry,
    named('export', '导出', '资金台账 导出', 'ledger export'),
    list,
    {
      totals: exportedTotals,
      columns: (context, entries) => projectNames(context, tools, entries),
    },
  )
  // It is neither edited nor cancelled: of what a kind adds to a manifest only the list's button fits.
  const { pairActions, records } = manifestOf(kind, registry)
  return {
    name: 'funds',
    commands: [
      accountCommand(ledger, { ...named('account', '账户', '专户', '情况'), byDefault: true }),
      enterCommand(ledger, enter),
      alsoHearing(
        listCommand(kind, registry, named('list', '列表', '明细', '流水', '清单'), list),
        hearsWaiting,
      ),
      alsoHearing(exporting, hearsLedgerExport(exporting.form)),
      showCommand(kind, registry, named('show', '查看', '详情')),
      reverseCommand(ledger, { ...reverse, plain: 'funds.plain.reverse' }),
      approveCommand(ledger, { ...named('approve', '同意', '确认', '复核'), plain: 'funds.plain.approve' }),
      refuseCommand(ledger, {
        ...named('refuse', '不同意', '拒绝', '撤回', 'withdraw'),
        plain: 'funds.plain.refuse',
      }),
      fileCommand(ledger, named('return', '月报', '报送')),
      returnsCommand(ledger, named('returns', '月报情况', '报送情况', '未报')),
    ],
    jobs: [returnsJob(tools)],
    actions: {
      [confirmAction]: confirmHandler(ledger, enter.name),
      [reverseAction]: reverseHandler(ledger, reverse.name),
    },
    charts: [tierChart(tools), paidChart(tools)],
    status: fundStatus(tools),
    digest: fundDigest(kind, tools),
    pairActions,
    records: {
      prefix: kind.prefix,
      show: records.show,
      ...(records.references && { references: records.references }),
    },
    imports: [ledgerImport(ledger)],
    moneyOf,
    entriesOf,
    undo: undoOf(ledger, reverse.name),
  }
}
