import { text } from '../../../core/card.ts'
import type { ProgrammeFeature } from '../../../programme/feature.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import type { MeetingRecordKind } from '../kind.ts'

type Undo = Required<ProgrammeFeature>['undo']

/** What one line called off is on again together: the rest of a series, of which each meeting was cancelled by itself. */
export const undoTogether =
  (kind: MeetingRecordKind, registry: Registry, undo: Undo): Undo =>
  async (context, entry) => {
    const { transaction, translate } = context
    const shown = await undo(context, entry)
    if (entry.action !== 'cancel') return shown
    const { request } = await transaction.auditEntry.findUniqueOrThrow({ where: { id: entry.id } })
    const others = await transaction.auditEntry.findMany({
      where: { request, feature: entry.feature, action: 'cancel', account: entry.account, undoneBy: null },
      orderBy: { id: 'asc' },
    })
    const undone: string[] = []
    for (const { id, at, account, feature, reference, action, before, after, version } of others) {
      if (id === entry.id || !reference.startsWith(kind.prefix)) continue
      await recordsOf(kind, registry).undo(context, {
        id,
        at,
        account,
        feature,
        reference,
        pairId: undefined,
        action,
        before: Object(before),
        after: Object(after),
        ...(version !== null && { version }),
      })
      undone.push(reference)
    }
    if (undone.length === 0) return shown
    const references = undone.join(translate('meetings.digest.mark'))
    const [first, ...rest] = shown.blocks
    const said = text(translate('meetings.series.undone', { references }), 'success')
    return { ...shown, blocks: [...(first ? [first] : []), said, ...rest] }
  }
