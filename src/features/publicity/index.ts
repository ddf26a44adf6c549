import type { FeatureFactory } from '../../programme/feature.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { usualCommands } from '../../programme/records/usual-commands.ts'
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
    commands: usualCommands(kind, registry, named, publicityList),
    imports: [importOf(kind, tools, { alike: ['pairId', 'publishedOn', 'title'] })],
    ...publicitySections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
