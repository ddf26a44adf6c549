import { type Block, text } from '../../core/card.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { type Book, bookOf } from './book.ts'
import type { Draft } from './content.ts'
import { type EntryKind, entryKind } from './kind.ts'
import { filedNotes } from './returns/note.ts'

/** What all commands of the ledger work with. */
export interface Ledger {
  readonly kind: EntryKind
  readonly tools: FeatureTools
  readonly book: Book
  /** What is to be known of an entry beside its balances. */
  notesOf(context: ProgrammeContext, draft: Draft): Promise<readonly Block[]>
}

export const ledgerOf = (tools: FeatureTools): Ledger => {
  const kind = entryKind(tools.registry)
  return {
    kind,
    tools,
    book: bookOf(kind, tools),
    notesOf: async (context, draft) => [
      ...(draft.document === null ? [text(context.translate('funds.noDocument'), 'quiet')] : []),
      ...(await filedNotes(context, draft)),
    ],
  }
}
