import type { FeatureFactory } from '../../programme/feature.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { usualCommands } from '../../programme/records/usual-commands.ts'
import { trainingKind } from './kind.ts'
import { trainingList } from './list.ts'
import { trainingSections } from './sections.ts'

type Verb = 'log' | 'list' | 'export' | 'show' | 'edit' | 'cancel'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `training ${verb}`,
    aliases: chinese.flatMap((word) => [`培训 ${word}`, `培训班 ${word}`]),
    summary: `training.${verb}.summary`,
    examples: [`training.${verb}.example1`, `training.${verb}.example2`, `training.${verb}.example3`],
  }) as const

/** Training courses (培训班), planned and held. */
export const createTraining: FeatureFactory = (tools) => {
  const { registry } = tools
  const kind = trainingKind(registry)
  return {
    name: 'training',
    commands: usualCommands(kind, registry, named, trainingList),
    imports: [importOf(kind, tools, { alike: ['pairId', 'startsOn', 'topic'] })],
    ...trainingSections(kind, tools),
    ...manifestOf(kind, registry),
    // A pair's card has a dozen ways on already, and says how many there were.
    pairActions: () => [],
  }
}
