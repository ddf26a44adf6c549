import type { FeatureFactory } from '../../programme/feature.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { usualCommands } from '../../programme/records/usual-commands.ts'
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
    commands: usualCommands(
      kind,
      registry,
      named,
      list,
      returnCommand(kind, registry, {
        ...named('return', '返回', '期满', '结束', 'back'),
        plain: 'exchanges.plain.return',
      }),
      extendCommand(kind, registry, {
        ...named('extend', '延期', '续任', '延长', 'prolong'),
        plain: 'exchanges.plain.extend',
      }),
    ),
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
