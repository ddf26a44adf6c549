import type { FeatureFactory } from '../../programme/feature.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { usualCommands } from '../../programme/records/usual-commands.ts'
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
    commands: usualCommands(kind, registry, named, labourList),
    imports: [importOf(kind, tools, { alike: ['pairId', 'startsOn', 'place', 'people'] })],
    ...labourSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
