import type { Command } from '../../core/command.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { editCommand, enterCommand, type Named, showCommand } from './commands.ts'
import { exportCommand } from './export/command.ts'
import type { Content, RecordFields, RecordKind } from './kind.ts'
import { listCommand } from './list.ts'
import type { Filters, Listing } from './listing.ts'
import { cancelCommand } from './steps.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'cancel'

/**
 * What is done with the records of a kind that has nothing of its own but some steps, in the order of help. `named` says of a verb
 * what it is called, by these words in Chinese and English.
 */
export const usualCommands = <
  C extends Content,
  F extends RecordFields<C>,
  Shown extends Filters,
  Total extends string,
>(
  kind: RecordKind<C, F>,
  registry: Registry,
  named: (verb: Verb, ...words: string[]) => Named,
  listing: Listing<Shown, Total>,
  ...steps: ReadonlyArray<Command<ProgrammeContext>>
) => [
  enterCommand(kind, registry, {
    ...named('log', '登记', '新增', '记录', 'add', 'enter'),
    byDefault: true,
  }),
  listCommand(kind, registry, named('list', '列表', '清单', '台账'), listing),
  exportCommand(kind, registry, named('export', '导出'), listing),
  showCommand(kind, registry, named('show', '查看', '详情')),
  editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
  ...steps,
  cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
]
