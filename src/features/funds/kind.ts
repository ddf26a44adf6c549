import { lineAction } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { defineKind } from '../../programme/records/kind.ts'
import { content, type Entry } from './content.ts'
import { entryFields } from './fields.ts'

/** What an entry says of others, and of its second person. */
const standingOf = (entry: Entry, translate: Translator): Array<readonly [string, string]> => {
  const { reverses, reversedBy, exceeds, side, answerReason } = entry
  return [
    ...(side === null ? [] : [[translate('funds.enteredBy'), translate('funds.side', { side })] as const]),
    ...(exceeds === null ? [] : [[translate('funds.why'), translate('funds.exceeds', { exceeds })] as const]),
    ...(reverses === null ? [] : [[translate('funds.reverses'), reverses] as const]),
    ...(reversedBy === null ? [] : [[translate('funds.reversedBy'), reversedBy] as const]),
    ...(answerReason === null ? [] : [[translate('funds.answerReason'), answerReason] as const]),
  ]
}

/**
 * An entry of the ledger, as far as kinds of records fit it: it is shown, listed and exported by their functions, from a view
 * that tells what became of it. It is neither edited nor cancelled, and enters by a way of its own (docs/adr/0037).
 */
export const entryKind = (registry: Registry) =>
  defineKind({
    feature: 'funds',
    prefix: 'F',
    word: 'fund',
    noun: 'funds.noun',
    listLabel: 'funds.button.list',
    referenceExample: 'funds.example.reference',
    table: 'fund_register',
    content,
    begins: 'booked',
    fields: entryFields(registry),
    phases: {
      booked: 'funds.phase.booked',
      red: 'funds.phase.red',
      reversed: 'funds.phase.reversed',
      pending: 'funds.phase.pending',
      refused: 'funds.phase.refused',
      withdrawn: 'funds.phase.withdrawn',
    },
    phaseOf: ({ state, reverses }) => (state === 'booked' && reverses !== null ? 'red' : state),
    tallied: (entry, { translate }) => standingOf(entry, translate),
    isSettled: () => true,
    buttons: ({ reference, state, reverses }, { translate }, { mayWrite }) => {
      if (!mayWrite) return []
      if (state === 'pending')
        return [
          lineAction(translate('funds.button.approve'), `/fund approve ${reference}`, 'primary'),
          lineAction(translate('funds.button.refuse'), `/fund refuse ${reference}`, 'danger'),
        ]
      return state === 'booked' && reverses === null
        ? [lineAction(translate('funds.button.reverse'), `/fund reverse ${reference}`)]
        : []
    },
  })

export type EntryKind = ReturnType<typeof entryKind>
