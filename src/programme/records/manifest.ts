import { lineAction, text } from '../../core/card.ts'
import type { ProgrammeFeature } from '../feature.ts'
import { mayRead } from '../people/rights.ts'
import type { Registry } from '../places/registry.ts'
import { cardsOf } from './cards.ts'
import { recordsOf } from './changes.ts'
import { showRecord } from './commands.ts'
import { sameContent } from './content.ts'
import type { Content, RecordKind } from './kind.ts'
import { latestReferences } from './select.ts'
import { listLine, naming, viewFor } from './show.ts'

/** What a kind of record adds to the manifest of its feature. */
export const manifestOf = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
): Required<Pick<ProgrammeFeature, 'records' | 'pairActions' | 'undo'>> => ({
  records: {
    prefix: kind.prefix,
    kind: kind as unknown as RecordKind<Content>,
    references: (context, beginning, most) => {
      const pairs = registry.pairs.flatMap((pair) => [pair, ...registry.below(pair)])
      const readable = pairs.filter((pair) => mayRead(context, pair))
      return latestReferences(kind, context.transaction, readable, beginning, most)
    },
    show: (context, reference) => showRecord(kind, registry, context, reference),
  },
  pairActions: (pair, translate) => [lineAction(translate(kind.listLabel), listLine(kind, pair, translate))],
  undo: async (context, entry) => {
    const { translate } = context
    const { removed, ...changed } = await recordsOf(kind, registry).undo(context, entry)
    const named = naming(kind, translate, entry.reference)
    const isFilesOnly = removed.count > 0 && sameContent(kind, changed.before, changed.after)
    const said = isFilesOnly
      ? translate('records.undoneFiles', { ...named, ...removed })
      : translate(entry.before ? 'records.undoneChange' : 'records.undoneEntry', named)
    const isNoted = removed.count > 0 && !isFilesOnly
    const taken = isNoted ? [text(translate('records.filesRemoved', { ...removed }), 'quiet')] : []
    const notes = [...changed.notes, ...taken]
    // What was taken back is not brought again by a button.
    return cardsOf(kind, registry).changeCard(viewFor(context), said, { ...changed, notes }, [])
  },
})
