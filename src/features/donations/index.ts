import type { FeatureFactory } from '../../programme/feature.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { usualCommands } from '../../programme/records/usual-commands.ts'
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
    commands: usualCommands(
      kind,
      registry,
      named,
      donationList,
      receiveCommand(kind, registry, {
        ...named('receive', '到账', '接收', '收到', 'received'),
        plain: 'donations.plain.receive',
      }),
      giveCommand(kind, registry, {
        ...named('give', '发放', '移交', 'handover'),
        plain: 'donations.plain.give',
      }),
    ),
    imports: [importOf(kind, tools, { alike: ['pairId', 'pledgedOn', 'value', 'donor'] })],
    ...donationSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
